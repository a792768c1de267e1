namespace Likewise.Server;

/// <summary>The way from one embedder to another.</summary>
public sealed class MigrateSettings
{
    /// <summary>Which of the named models is being left: its entries answer until they have moved.</summary>
    /// <value>A name of <see cref="LikewiseSettings.Models"/>; default: null, none.</value>
    public string? From { get; set; }

    /// <summary>Whether entries move while the server runs, where <see cref="From"/> is set.</summary>
    /// <value>Default: true.</value>
    public bool Background { get; set; } = true;

    /// <summary>How many prompts are embedded in one call.</summary>
    /// <value>1 to 1,000; default 16.</value>
    public int Batch { get; set; } = 16;
}
