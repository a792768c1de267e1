namespace Likewise;

/// <summary>Refuses wishes for an entry that nobody can mean.</summary>
internal static class EntryOptionsValidator
{
    public const int TagsMax = 32;
    public const int TagCharsMax = 128;

    /// <exception cref="ArgumentException">A wish is impossible; the message says which and why.</exception>
    public static void Validate(EntryOptions options)
    {
        if (options.TimeToLive is { } timeToLive && timeToLive <= TimeSpan.Zero)
            throw new ArgumentException($"The time to live is {timeToLive}: it must be positive.", nameof(options));
        if (options.SlidingWindow is { } window && window <= TimeSpan.Zero)
            throw new ArgumentException($"The sliding window is {window}: it must be positive.", nameof(options));
        if (options.Latency < TimeSpan.Zero)
            throw new ArgumentException($"The latency is {options.Latency}: it cannot be negative.", nameof(options));

        ArgumentNullException.ThrowIfNull(options.Tags, "options.Tags");
        if (options.Tags.Count > TagsMax)
            throw new ArgumentException($"There are {options.Tags.Count} tags: at most {TagsMax} are kept.", nameof(options));
        foreach (var tag in options.Tags)
        {
            if (string.IsNullOrEmpty(tag) || tag.Length > TagCharsMax || tag.Contains('\0', StringComparison.Ordinal)
                || UnicodeText.IndexOfHalfPair(tag) >= 0)
                throw new ArgumentException(
                    $"A tag must be valid text of 1 to {TagCharsMax} characters without NUL.", nameof(options));
        }
    }
}
