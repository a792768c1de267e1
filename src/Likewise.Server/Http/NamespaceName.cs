namespace Likewise.Server;

/// <summary>What a part of the cache may be called by those who ask from outside: in headers, bodies and paths alike.</summary>
internal static class NamespaceName
{
    private const int CharsMax = 128;

    /// <summary>What was expected of a name that is not acceptable.</summary>
    public static string Expected { get; } = $"1 to {CharsMax} characters, none of them a control character";

    public static bool IsAcceptable(string name) => name.Length is > 0 and <= CharsMax && !name.Any(char.IsControl);
}
