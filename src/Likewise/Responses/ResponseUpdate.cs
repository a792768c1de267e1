namespace Likewise;

/// <summary>What came of an answer at one moment.</summary>
/// <param name="Deltas">The pieces; none where the model only said that it is still there.</param>
/// <param name="Source">
/// What they were read from, such as the event of a stream, for readers that speak the same protocol; null where there is
/// nothing of the kind.
/// </param>
public readonly record struct ResponseUpdate(IReadOnlyList<ResponseDelta> Deltas, object? Source);
