namespace Likewise;

/// <summary>How the model is asked about prompts before anybody asks.</summary>
public sealed record WarmOptions
{
    /// <summary>Nothing out of the ordinary.</summary>
    public static WarmOptions Default { get; } = new();

    /// <summary>What may be asked of models; may be shared by many calls.</summary>
    /// <value>Default: null, no limit.</value>
    public ModelBudget? Budget { get; init; }

    /// <summary>
    /// Prompts whose answer is fresh for no longer than this are asked again, and the fresh answer takes the place of the old.
    /// </summary>
    /// <value>Default: null, a prompt that is answered is left alone; <see cref="TimeSpan.MaxValue"/> asks about all.</value>
    public TimeSpan? RefreshWithin { get; init; }

    /// <summary>How many calls of the model are under way at once, within <see cref="BackgroundOptions"/>.</summary>
    /// <value>At least 1; default 4.</value>
    public int ConcurrencyMax { get; init; } = 4;

    /// <summary>Wishes for the entries.</summary>
    /// <value>Default: null, none.</value>
    public EntryOptions? Entry { get; init; }

    /// <summary>Whether it is only said what would be asked.</summary>
    /// <value>Default: false.</value>
    public bool IsDryRun { get; init; }
}
