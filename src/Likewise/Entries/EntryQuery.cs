namespace Likewise;

/// <summary>Asks for a page of entries.</summary>
public sealed record EntryQuery
{
    /// <summary>Which entries.</summary>
    /// <value>Default: every one.</value>
    public EntryFilter Filter { get; init; } = EntryFilter.All;

    /// <summary>In which state.</summary>
    /// <value>Default: those that answer.</value>
    public EntryState State { get; init; }

    /// <summary>The place after which the page begins: <see cref="EntryPage.Next"/> of the page before.</summary>
    /// <value>Default: null, the beginning.</value>
    public EntryCursor? After { get; init; }

    /// <summary>How many entries a page has at most.</summary>
    /// <value>1 to 1,000; default 50.</value>
    public int Limit { get; init; } = 50;
}
