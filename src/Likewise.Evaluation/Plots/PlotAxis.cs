namespace Likewise.Evaluation;

/// <summary>One of the two directions of a plot; both are of shares.</summary>
/// <param name="Label">What is measured.</param>
/// <param name="Min">The share at its beginning.</param>
/// <param name="Max">The share at its end; null: a little more than the largest point.</param>
/// <param name="Other">The same places on another scale, written on the other side; null for none.</param>
internal sealed record PlotAxis(string Label, double Min = 0, double? Max = null, PlotScale? Other = null);

/// <summary>A second reading of an axis.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Factor">What a share of the axis is multiplied by.</param>
internal sealed record PlotScale(string Label, double Factor);
