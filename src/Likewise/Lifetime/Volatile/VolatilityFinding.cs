namespace Likewise;

/// <summary>How soon what a text speaks of changes, and by which of its words that is known.</summary>
/// <param name="Volatility">How soon.</param>
/// <param name="Sign">The words, in lower case; null where nothing says that it changes.</param>
public readonly record struct VolatilityFinding(Volatility Volatility, string? Sign)
{
    /// <summary>Nothing says that it changes.</summary>
    public static VolatilityFinding None => default;
}
