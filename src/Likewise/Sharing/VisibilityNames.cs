namespace Likewise;

/// <summary>How visibilities are written, in files and to people.</summary>
internal static class VisibilityNames
{
    public static string ToName(this Visibility visibility) => visibility switch
    {
        Visibility.Private => "private",
        Visibility.Public => "public",
        _ => "tenant",
    };

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Visibility Parse(string name) => name switch
    {
        "private" => Visibility.Private,
        "tenant" => Visibility.Tenant,
        "public" => Visibility.Public,
        _ => throw new ArgumentException(
            $"There is no visibility '{name}': private, tenant or public was expected.", nameof(name)),
    };
}
