namespace Likewise.Server;

/// <summary>The page that shows what the cache does, and what is remembered for it.</summary>
public sealed class PageSettings
{
    /// <summary>Whether there is a page at <c>/</c>, and lookups are remembered for it.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many lookups of a tenant are remembered one by one, in memory.</summary>
    /// <value>1 to 10,000; default 500.</value>
    public int RecentMax { get; set; } = 500;

    /// <summary>
    /// Whether the beginning of what was asked is remembered with a lookup. What is not to be stored never is.
    /// </summary>
    /// <value>Default: true. Who may see lookups may see the prompts of entries, too.</value>
    public bool Prompts { get; set; } = true;
}
