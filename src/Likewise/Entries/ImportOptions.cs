namespace Likewise;

/// <summary>How entries are taken in.</summary>
public sealed record ImportOptions
{
    /// <summary>Whether vectors that come with them are put aside.</summary>
    /// <value>Default: false.</value>
    public bool EmbedsAnew { get; init; }

    /// <summary>Whether the operator stands behind their answers (<see cref="EntryOptions.IsConfirmed"/>).</summary>
    /// <value>Default: false: who stood behind them where they come from counts for nothing here.</value>
    public bool IsConfirmed { get; init; }
}
