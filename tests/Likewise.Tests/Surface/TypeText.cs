using System.Reflection;
using System.Runtime.CompilerServices;

namespace Likewise.Tests.Surface;

/// <summary>Types as a reader would write them: keywords, short names, a question mark where null may stand.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(char)] = "char", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    public static NullabilityInfoContext Nullability { get; } = new();

    public static string Declaration(Type type)
    {
        var bases = string.Join(", ", Bases(type).Select(Of));
        var arguments = type.GetGenericArguments()[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..];
        return $"public {Kind(type)} {FullName(type)}{(bases.Length > 0 ? $" : {bases}" : "")}{Constraints(arguments)}";
    }

    public static string FullName(Type type) =>
        type.DeclaringType is { } outer ? $"{FullName(outer)}.{ShortName(type)}" : $"{type.Namespace}.{Of(type)}";

    public static string ShortName(Type type) => type.Name.Split('`')[0];

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value)}?";
        return type.IsGenericType ? $"{ShortName(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;
    }

    /// <summary>The same, with what the compiler knows of null at each level.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var mark = info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable ? "?" : "";
        if (type.IsValueType && Nullable.GetUnderlyingType(type) is not null)
            return Of(type);
        if (info.ElementType is { } element)
            return $"{Of(element)}[]{mark}";
        if (info.GenericTypeArguments is { Length: > 0 } arguments)
            return $"{ShortName(type)}<{string.Join(", ", arguments.Select(Of))}>{mark}";
        return Of(type) + (type.IsValueType || IsOpen(type) ? "" : mark);
    }

    /// <summary>Whether it is a parameter that may stand for a value: then what is known of null says nothing.</summary>
    private static bool IsOpen(Type type) => type.IsGenericParameter
        && !type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);

    public static string Constraints(Type[] arguments) => string.Concat(
        from argument in arguments
        let constraints = string.Join(", ", Constraints(argument))
        where constraints.Length > 0
        select $" where {argument.Name} : {constraints}");

    private static IEnumerable<string> Constraints(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isStruct)
            yield return "struct";
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (var type in argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)))
            yield return Of(type);
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            yield return "new()";
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsSubclassOf(typeof(Delegate)))
            return "delegate " + MemberText.Method(type.GetMethod("Invoke")!).Replace("virtual ", "", StringComparison.Ordinal);

        var isRecord = type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
        if (type.IsValueType)
            return $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(isRecord ? "record struct" : "struct")}";

        var open = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        return open + (isRecord ? "record" : "class");
    }

    /// <summary>
    /// Base class and interfaces, but for those that every type of the kind has or that a listed one brings along.
    /// </summary>
    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
            return new[] { Enum.GetUnderlyingType(type) }.Where(number => number != typeof(int));
        if (type.IsSubclassOf(typeof(Delegate)))
            return [];

        var parent = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? b : null;
        var brought = (parent?.GetInterfaces() ?? []).Concat(type.GetInterfaces().SelectMany(i => i.GetInterfaces()));
        var own = type.GetInterfaces().Except(brought).Where(i => !IsOwnEquality(i, type))
            .OrderBy(i => i.Name, StringComparer.Ordinal);
        return parent is null ? own : own.Prepend(parent);
    }

    private static bool IsOwnEquality(Type type, Type of) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEquatable<>) && type.GetGenericArguments()[0] == of;
}
