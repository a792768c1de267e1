namespace Likewise;

/// <summary>What lengthens and shortens the life of entries, beyond <see cref="SemanticCacheOptions.TimeToLive"/>.</summary>
public sealed class LifeOptions
{
    /// <summary>How long the entries of some namespaces, or with some tags, live.</summary>
    /// <value>Default: none.</value>
    public IList<LifeRule> Rules { get; } = [];

    /// <summary>
    /// By which share lives are shortened at most, each by another, so that entries stored together do not end together. Which,
    /// is told by an entry's key: the same words always get the same.
    /// </summary>
    /// <value>0 to 0.5; default 0: none.</value>
    public double Jitter { get; set; }

    /// <summary>
    /// By which share of its life an entry lives longer for each doubling of its use; not for what is volatile, and no more once
    /// somebody has said that its answer was wrong.
    /// </summary>
    /// <value>0 to 4; default 0: use does not lengthen it.</value>
    public double Growth { get; set; }

    /// <summary>How long an entry lives at most, however often it is used.</summary>
    /// <value>
    /// Positive, at most <see cref="SemanticCacheOptions.TimeToLiveMax"/>; default: null,
    /// <see cref="SemanticCacheOptions.TimeToLiveMax"/>.
    /// </value>
    public TimeSpan? GrownMax { get; set; }

    /// <summary>
    /// Whether prompts and answers are read for what changes soon (<see cref="PromptVolatility"/>), and such entries live
    /// shorter. A caller who says how long an entry lives is believed.
    /// </summary>
    /// <value>Default: true.</value>
    public bool ReadsVolatility { get; set; } = true;

    /// <summary>How long an entry lives at most that speaks of what changes within minutes.</summary>
    /// <value>Positive; default 1 minute.</value>
    public TimeSpan MomentaryMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an entry lives at most that speaks of what changes within a day.</summary>
    /// <value>Positive; default 1 hour.</value>
    public TimeSpan DailyMax { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an entry lives at most that speaks of what changes within weeks or months.</summary>
    /// <value>Positive; default 12 hours.</value>
    public TimeSpan RecentMax { get; set; } = TimeSpan.FromHours(12);
}
