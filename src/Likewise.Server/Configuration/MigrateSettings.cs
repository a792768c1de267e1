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
}
