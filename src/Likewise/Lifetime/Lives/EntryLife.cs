namespace Likewise;

/// <summary>How long an entry is to live, and why.</summary>
/// <param name="Expiry">When it ends.</param>
/// <param name="Volatility">What was read of prompt and answer; lasting also where nothing was read.</param>
public sealed record EntryLife(Expiry Expiry, VolatilityFinding Volatility)
{
    /// <summary>Whether it is volatility that made its life as short as it is.</summary>
    public bool IsCut { get; init; }
}
