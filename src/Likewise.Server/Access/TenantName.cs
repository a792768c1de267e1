namespace Likewise.Server;

/// <summary>What may be the name of a tenant.</summary>
internal static class TenantName
{
    public const string Expected = "at most 63 letters, digits, dots, hyphens and underscores";

    /// <summary>Shorter than the digest that stands for a caller's own key, so that no name can be one.</summary>
    private const int CharsMax = 63;

    public static bool IsValid(string name) =>
        name.Length <= CharsMax && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
