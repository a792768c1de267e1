namespace Likewise;

/// <summary>How a <see cref="VerdictModel"/> is learnt.</summary>
public sealed record VerdictTrainingOptions
{
    /// <summary>How many trees are grown.</summary>
    /// <value>1 to 1,000; default 120.</value>
    public int Trees { get; init; } = 120;

    /// <summary>How much of each tree's correction is taken.</summary>
    /// <value>In (0, 1]; default 0.08.</value>
    public double LearningRate { get; init; } = 0.08;

    /// <summary>Pulls the corrections of leaves with few examples towards zero.</summary>
    /// <value>Not negative, in examples' weight; default 5.</value>
    public double Shrinkage { get; init; } = 5;

    /// <summary>The fewest examples in a leaf.</summary>
    /// <value>At least 1; default 30.</value>
    public int LeafExamplesMin { get; init; } = 30;
}
