namespace Likewise;

/// <summary>
/// Learns trees one after the other, each from what the ones before got wrong: Newton's step on the logistic loss (Friedman,
/// Hastie and Tibshirani, 2000).
/// </summary>
internal static class VerdictTrainer
{
    public static VerdictModel Train(
        IReadOnlyList<VerdictExample> examples, string embedder, VerdictTrainingOptions options)
    {
        CheckLabels(examples);
        var table = FeatureTable.Of(examples);
        var line = SimilarityLine.Fit(examples);
        var logOdds = examples.Select(example => line.LogOddsOf(example)).ToArray();

        var (gradients, curvatures) = (new double[examples.Count], new double[examples.Count]);
        var grower = new TreeGrower(table, options);
        var trees = new DecisionTree[options.Trees];
        for (var round = 0; round < trees.Length; round++)
        {
            for (var row = 0; row < examples.Count; row++)
            {
                var (example, probability) = (examples[row], LogOdds.ToScore(logOdds[row]));
                gradients[row] = example.Weight * ((example.IsRight ? 1 : 0) - probability);
                curvatures[row] = example.Weight * probability * (1 - probability);
            }

            trees[round] = grower.Grow(gradients, curvatures);
            for (var row = 0; row < examples.Count; row++)
                logOdds[row] += trees[round].ValueOf(table.Row(row));
        }

        return new VerdictModel(embedder, line.Start, line.Slope, trees);
    }

    private static void CheckLabels(IReadOnlyList<VerdictExample> examples)
    {
        if (!examples.Any(example => example.IsRight) || examples.All(example => example.IsRight))
            throw new ArgumentException("Pairs of both labels are needed: right ones and wrong ones.", nameof(examples));
    }
}
