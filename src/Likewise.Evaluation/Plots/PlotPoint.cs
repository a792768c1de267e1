namespace Likewise.Evaluation;

/// <summary>One measurement.</summary>
/// <param name="Across">Its share along the horizontal axis.</param>
/// <param name="Up">Its share along the vertical axis.</param>
/// <param name="Words">What it is, for whoever points at it.</param>
internal readonly record struct PlotPoint(double Across, double Up, string Words)
{
    /// <summary>Between which shares the true one lies along the horizontal axis; null where it is not uncertain.</summary>
    public WilsonInterval? AcrossWithin { get; init; }

    /// <summary>The same along the vertical axis.</summary>
    public WilsonInterval? UpWithin { get; init; }
}
