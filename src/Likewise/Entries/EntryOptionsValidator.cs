namespace Likewise;

/// <summary>Refuses wishes for an entry that nobody can mean.</summary>
internal static class EntryOptionsValidator
{
    public const int TagsMax = 32;

    /// <summary>As long as a name and its value are elsewhere (LangCache's attributes, 32 and 500 characters).</summary>
    public const int TagCharsMax = 640;

    public const int SourcesMax = 64;
    public const int SourceNameCharsMax = 512;
    public const int SourceVersionCharsMax = 128;

    /// <exception cref="ArgumentException">A wish is impossible; the message says which and why.</exception>
    public static void Validate(EntryOptions options)
    {
        if (options.TimeToLive is { } timeToLive && timeToLive <= TimeSpan.Zero)
            throw new ArgumentException($"The time to live is {timeToLive}: it must be positive.", nameof(options));
        if (options.SlidingWindow is { } window && window <= TimeSpan.Zero)
            throw new ArgumentException($"The sliding window is {window}: it must be positive.", nameof(options));
        foreach (var stale in new[] { options.StaleWhileRevalidate, options.StaleIfError })
        {
            if (stale < TimeSpan.Zero)
                throw new ArgumentException($"A stale window is {stale}: it cannot be negative.", nameof(options));
        }
        if (options.Latency < TimeSpan.Zero)
            throw new ArgumentException($"The latency is {options.Latency}: it cannot be negative.", nameof(options));

        ArgumentNullException.ThrowIfNull(options.Tags, "options.Tags");
        ArgumentNullException.ThrowIfNull(options.Sources, "options.Sources");
        if ((FaultOf(options.Tags) ?? FaultOf(options.Sources)) is { } fault)
            throw new ArgumentException(fault, nameof(options));
    }

    /// <returns>What is wrong with tags, as a sentence; null when nothing is.</returns>
    public static string? FaultOf(IReadOnlyList<string> tags)
    {
        if (tags.Count > TagsMax)
            return $"There are {tags.Count} tags: at most {TagsMax} are kept.";

        return tags.All(IsTag) ? null : $"A tag must be valid text of 1 to {TagCharsMax} characters without NUL.";
    }

    /// <returns>What is wrong with sources, as a sentence; null when nothing is.</returns>
    public static string? FaultOf(IReadOnlyList<EntrySource> sources)
    {
        if (sources.Count > SourcesMax)
            return $"There are {sources.Count} sources: at most {SourcesMax} are kept.";

        return sources.All(IsSource)
            ? null
            : $"A source must have a name of 1 to {SourceNameCharsMax} characters and at most {SourceVersionCharsMax} characters "
                + "of version, valid text without NUL.";
    }

    private static bool IsTag(string tag) => IsText(tag, 1, TagCharsMax);

    private static bool IsSource(EntrySource? source) =>
        source is not null && IsText(source.Name, 1, SourceNameCharsMax)
        && (source.Version is null || IsText(source.Version, 0, SourceVersionCharsMax));

    private static bool IsText(string text, int charsMin, int charsMax) =>
        text is not null && text.Length >= charsMin && text.Length <= charsMax && !text.Contains('\0', StringComparison.Ordinal)
        && UnicodeText.IndexOfHalfPair(text) < 0;
}
