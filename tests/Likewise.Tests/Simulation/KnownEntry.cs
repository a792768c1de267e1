namespace Likewise.Tests.Simulation;

/// <summary>What the history knows of an answer that it gave the cache to store, whether or not that was acknowledged.</summary>
internal sealed record KnownEntry(
    string Tenant, string Topic, string Prompt, string Answer, string Tag, EntrySource Source, TimeSpan Life, TimeSpan? Sliding,
    DateTimeOffset CreatedAt)
{
    /// <summary>Its id, once it was acknowledged.</summary>
    public EntryId? Id { get; set; }

    /// <summary>It must not answer in this process any more.</summary>
    public bool IsGone { get; set; }

    /// <summary>Nor after a restart: its going was acknowledged for good.</summary>
    public bool IsGoneForGood { get; set; }

    /// <summary>Whether it was acknowledged to survive.</summary>
    public bool IsDurable { get; set; }

    /// <summary>How often it answered, at most: what was not written down may be lost in a crash.</summary>
    public long Hits { get; set; }

    /// <summary>When it last answered, or was stored, at the latest.</summary>
    public DateTimeOffset LastUsedAt { get; set; } = CreatedAt;

    public bool IsCalledWrong { get; set; }

    /// <summary>Its time is over then, however little it is used.</summary>
    public DateTimeOffset EndsAt => CreatedAt + Life;

    /// <summary>How close its prompt is to its topic.</summary>
    public double Likeness => Prompt.Split('~') is [_, var likeness]
        ? double.Parse(likeness, System.Globalization.CultureInfo.InvariantCulture)
        : 1;
}
