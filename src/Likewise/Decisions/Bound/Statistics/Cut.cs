namespace Likewise;

/// <summary>A cut that holds: what is at least as sure may be served.</summary>
/// <param name="Step">The step of the grid where it lies.</param>
/// <param name="Size">The effective number of cases above it.</param>
/// <param name="Wrong">How many of them were wrong.</param>
internal readonly record struct Cut(int Step, double Size, double Wrong)
{
    /// <summary>The least log-odds that it lets through.</summary>
    public double LogOddsMin => ScoreGrid.FloorOf(Step);

    /// <summary>With the confidence asked for, no larger share of what it lets through is wrong.</summary>
    public double WrongShareMax(double risk) => BinomialBound.Upper(Wrong, Size, risk);
}
