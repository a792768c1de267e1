namespace Likewise;

/// <summary>A document that an answer was made from.</summary>
/// <param name="Name">What names it: a path, an address, a key. 1 to 512 characters.</param>
/// <param name="Version">Which state of it: a revision, a hash, a date. Up to 128 characters; null where it has none.</param>
public sealed record EntrySource(string Name, string? Version = null)
{
    private const char Separator = '@';

    /// <summary>
    /// Reads <c>name@version</c>. The version stands behind the last @; a name that has one and no version ends with it.
    /// </summary>
    /// <param name="text">Such a text. Whether it is acceptable is looked at where it is used.</param>
    public static EntrySource Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf(Separator);
        if (at <= 0)
            return new EntrySource(text);
        return new EntrySource(text[..at], at + 1 < text.Length ? text[(at + 1)..] : null);
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Version is null && !Name.Contains(Separator, StringComparison.Ordinal)
        ? Name
        : $"{Name}{Separator}{Version}";
}
