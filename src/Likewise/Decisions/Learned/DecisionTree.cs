namespace Likewise;

/// <summary>
/// A tree of <see cref="Depth"/> questions, each whether a feature exceeds a threshold, and what each way through them
/// adds to log-odds. Complete: a question that is not asked has a threshold that nothing exceeds.
/// </summary>
internal sealed class DecisionTree
{
    public const int Depth = 3;
    public const int Questions = (1 << Depth) - 1;
    public const int Leaves = 1 << Depth;

    /// <summary>What each question looks at, level by level. Shape [<see cref="Questions"/>].</summary>
    public required byte[] Features { get; init; }

    /// <summary>Shape [<see cref="Questions"/>].</summary>
    public required float[] Thresholds { get; init; }

    /// <summary>In log-odds. Shape [<see cref="Leaves"/>].</summary>
    public required float[] Values { get; init; }

    public float ValueOf(ReadOnlySpan<float> features)
    {
        var at = 0;
        for (var level = 0; level < Depth; level++)
            at = (2 * at) + (features[Features[at]] > Thresholds[at] ? 2 : 1);
        return Values[at - Questions];
    }
}
