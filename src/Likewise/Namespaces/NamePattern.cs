namespace Likewise;

/// <summary>Names of which a rule speaks: one, or all that begin alike, where a <c>*</c> follows their beginning.</summary>
internal static class NamePattern
{
    public static bool Fits(string pattern, string name) => pattern is [.. var start, '*']
        ? name.StartsWith(start, StringComparison.Ordinal)
        : pattern == name;
}
