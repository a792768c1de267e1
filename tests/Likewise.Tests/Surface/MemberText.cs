using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Likewise.Tests.Surface;

/// <summary>Members as a reader would declare them, without the word <c>public</c>.</summary>
internal static class MemberText
{
    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static bool IsVisible(PropertyInfo property) =>
        property.GetAccessors(nonPublic: true).Any(IsVisible) && property.Name != "EqualityContract";

    public static bool IsVisible(EventInfo member) => IsVisible(member.AddMethod!); // An event always has one.

    public static string EnumValue(FieldInfo value) => $"{value.Name} = {Constant(value.GetRawConstantValue())}";

    public static string Field(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Constant(field.GetRawConstantValue())}" : "";
        return $"{kind}{TypeText.Of(TypeText.Nullability.Create(field))} {field.Name}{value}";
    }

    public static string Constructor(ConstructorInfo constructor) =>
        $"{Access(constructor)}{TypeText.ShortName(constructor.DeclaringType!)}({Parameters(constructor)})";

    public static string Property(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && IsVisible(get) ? "get; " : "";
        var setter = property.SetMethod is { } set && IsVisible(set) ? IsInit(set) ? "init; " : "set; " : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters();
        var name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var accessor = property.GetAccessors(nonPublic: true).First(IsVisible);
        var type = TypeText.Of(TypeText.Nullability.Create(property));
        return $"{required}{Modifiers(accessor)}{type} {name} {{ {getter}{setter}}}";
    }

    public static string Event(EventInfo member) =>
        $"{Modifiers(member.AddMethod!)}event {TypeText.Of(TypeText.Nullability.Create(member))} {member.Name}";

    public static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        var constraints = TypeText.Constraints(method.IsGenericMethod ? method.GetGenericArguments() : []);
        return $"{Modifiers(method)}{Head(method)}{generic}({Parameters(method)}){constraints}";
    }

    private static string Head(MethodInfo method)
    {
        var result = TypeText.Of(TypeText.Nullability.Create(method.ReturnParameter));
        return method.Name switch
        {
            "op_Implicit" => $"implicit operator {result}",
            "op_Explicit" => $"explicit operator {result}",
            _ when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{result} operator {method.Name[3..]}",
            _ => $"{result} {method.Name}",
        };
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        var isOverride = method.GetBaseDefinition() != method;
        var kind = method switch
        {
            { IsStatic: true } => "static ",
            { DeclaringType.IsInterface: true } => "",
            { IsAbstract: true } => "abstract ",
            { IsFinal: true } when isOverride => "sealed override ",
            { IsVirtual: true, IsFinal: false } => isOverride ? "override " : "virtual ",
            _ => "",
        };
        return Access(method) + kind;
    }

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref " : "";
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{many}{passing}{TypeText.Of(TypeText.Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter) => parameter switch
    {
        { RawDefaultValue: null, ParameterType.IsValueType: true } => "default",
        _ => Constant(parameter.RawDefaultValue),
    };

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
