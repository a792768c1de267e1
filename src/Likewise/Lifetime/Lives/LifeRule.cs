namespace Likewise;

/// <summary>
/// How long some entries live: those of a part of the cache, or with a tag. Both must hold where both are named.
/// </summary>
/// <remarks>
/// Where several rules fit an entry, the shortest word counts, member by member: an entry is as true as the least lasting of the
/// things that it is made of. Where none fits, the cache's own options do.
/// </remarks>
public sealed record LifeRule
{
    /// <summary>The part of the cache that the entries are in.</summary>
    /// <value>A namespace, or its beginning followed by <c>*</c>; default: null, any.</value>
    public string? Namespace { get; init; }

    /// <summary>A tag of the entries.</summary>
    /// <value>A tag, or its beginning followed by <c>*</c>; default: null, whatever tags they have.</value>
    public string? Tag { get; init; }

    /// <summary>How long they live, however often they are used. A caller may ask for less, not for more.</summary>
    /// <value>Positive; default: null, the rule does not say.</value>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Ends them earlier when they have not been used for this long.</summary>
    /// <value>Positive; default: null, the rule does not say.</value>
    public TimeSpan? SlidingWindow { get; init; }

    /// <summary>How long after their time they still answer while a fresh answer is fetched.</summary>
    /// <value>Not negative; default: null, the rule does not say.</value>
    public TimeSpan? StaleWhileRevalidate { get; init; }

    /// <summary>How long after their time they still answer where the model fails.</summary>
    /// <value>Not negative; default: null, the rule does not say.</value>
    public TimeSpan? StaleIfError { get; init; }

    /// <summary>
    /// Whether what they speak of may shorten their life (<see cref="LifeOptions.ReadsVolatility"/>). To be switched off where
    /// words such as <c>latest</c> are about something else, as in documents on software.
    /// </summary>
    /// <value>Default: true.</value>
    public bool ReadsVolatility { get; init; } = true;

    internal bool Matches(string @namespace, IReadOnlyList<string> tags) =>
        (Namespace is null || NamePattern.Fits(Namespace, @namespace))
        && (Tag is null || tags.Any(tag => NamePattern.Fits(Tag, tag)));
}
