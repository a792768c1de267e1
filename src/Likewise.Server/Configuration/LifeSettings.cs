namespace Likewise.Server;

/// <summary>How long some entries live: a <see cref="LifeRule"/> as it is configured.</summary>
public sealed class LifeSettings
{
    /// <summary>The part of the cache that the entries are in.</summary>
    /// <value>A namespace, or its beginning followed by <c>*</c>; default: null, any.</value>
    public string? Namespace { get; set; }

    /// <summary>A tag of the entries.</summary>
    /// <value>A tag, or its beginning followed by <c>*</c>; default: null, whatever tags they have.</value>
    public string? Tag { get; set; }

    /// <summary>How long they live.</summary>
    /// <value>Positive; default: null, the rule does not say.</value>
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>Ends them earlier when they have not been used for this long.</summary>
    /// <value>Positive; default: null, the rule does not say.</value>
    public TimeSpan? SlidingWindow { get; set; }

    /// <summary>How long after their time they still answer while a fresh answer is fetched.</summary>
    /// <value>Not negative; default: null, the rule does not say.</value>
    public TimeSpan? StaleWhileRevalidate { get; set; }

    /// <summary>How long after their time they still answer where the model fails.</summary>
    /// <value>Not negative; default: null, the rule does not say.</value>
    public TimeSpan? StaleIfError { get; set; }

    /// <summary>Whether what they speak of may shorten their life.</summary>
    /// <value>Default: true.</value>
    public bool Volatility { get; set; } = true;

    internal LifeRule Rule => new()
    {
        Namespace = Namespace,
        Tag = Tag,
        TimeToLive = TimeToLive,
        SlidingWindow = SlidingWindow,
        StaleWhileRevalidate = StaleWhileRevalidate,
        StaleIfError = StaleIfError,
        ReadsVolatility = Volatility,
    };

    /// <returns>What is wrong with the rule, for people; null when nothing is.</returns>
    internal string? FaultOfRule(string name, TimeSpan lifeMax) =>
        Namespace is null && Tag is null
            ? $"lives.{name} is for no entries: set its namespace, its tag or both; for all of them there is cache.timeToLive"
        : TimeToLive > lifeMax
            ? $"lives.{name}.timeToLive is more than cache.timeToLiveMax: raise the one or lower the other"
            : null;
}
