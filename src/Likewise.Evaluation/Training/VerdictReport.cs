namespace Likewise.Evaluation;

/// <summary>A verdict model that was learnt, and how well it tells pairs apart.</summary>
public sealed record VerdictReport
{
    /// <summary>The model, learnt from all pairs.</summary>
    public required VerdictModel Model { get; init; }

    /// <summary>How it is learnt.</summary>
    public required VerdictTrainingOptions Options { get; init; }

    /// <summary>
    /// The sets that it was learnt from, each pair judged by a model that was learnt without it (cross-validation).
    /// </summary>
    public required IReadOnlyList<VerdictSetReport> Learnt { get; init; }

    /// <summary>The sets that it was only tested on.</summary>
    public required IReadOnlyList<VerdictSetReport> Tested { get; init; }

    /// <summary>How long it took, embedding included.</summary>
    public required TimeSpan Elapsed { get; init; }
}
