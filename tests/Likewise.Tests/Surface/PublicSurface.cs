using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Likewise.Tests.Surface;

/// <summary>
/// Writes down the public and protected declarations of an assembly, sorted, without what the compiler adds by itself.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.OrderBy(TypeText.FullName, StringComparer.Ordinal))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(TypeText.Declaration(type)).Append('\n');
            foreach (var member in Members(type))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>By kind, and by name within a kind.</summary>
    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return [];
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(MemberText.EnumValue);

        return
        [
            .. Sorted(type.GetConstructors(Declared).Where(MemberText.IsVisible).Where(IsWritten), MemberText.Constructor),
            .. Sorted(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily), MemberText.Field),
            .. Sorted(type.GetProperties(Declared).Where(MemberText.IsVisible), MemberText.Property),
            .. Sorted(type.GetEvents(Declared).Where(MemberText.IsVisible), MemberText.Event),
            .. Sorted(type.GetMethods(Declared).Where(MemberText.IsVisible).Where(IsWritten).Where(IsMethod), MemberText.Method),
        ];
    }

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> write)
        where T : MemberInfo => members
        .Select(member => (member.Name, Text: write(member)))
        .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Text, StringComparer.Ordinal)
        .Select(member => member.Text);

    private static bool IsWritten(MethodBase member) => !member.IsDefined(typeof(CompilerGeneratedAttribute));

    /// <summary>Not an accessor; those stand with their property or event.</summary>
    private static bool IsMethod(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);
}
