namespace Likewise.Evaluation;

/// <summary>What a picture of several ways of deciding is to show.</summary>
public sealed record PolicyPlotOptions
{
    /// <summary>What the data is called in the title.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The share of what the labels call wrong that is not, as somebody found by reading; the picture then has a second scale
    /// that takes it off.
    /// </summary>
    /// <value>In [0, 1); default: null, none is known.</value>
    public double? NoiseFloor { get; init; }

    /// <summary>Whether the evaluation's own options name a verdict model, which is then compared too.</summary>
    /// <value>Default: false.</value>
    public bool HasVerdict { get; init; }
}
