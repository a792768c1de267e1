namespace Likewise.Evaluation;

/// <summary>Labelled pairs that a verdict model is learnt from, or is tested on.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Pairs">The pairs.</param>
/// <param name="Weight">How much each pair counts, positive.</param>
public sealed record TrainingSet(string Name, IReadOnlyList<LabelledPair> Pairs, double Weight = 1);
