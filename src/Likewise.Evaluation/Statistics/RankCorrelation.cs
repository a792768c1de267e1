namespace Likewise.Evaluation;

/// <summary>How well two orders of the same things agree.</summary>
public static class RankCorrelation
{
    /// <summary>Spearman's rank correlation: Pearson's of the ranks, equal things sharing the mean of their ranks.</summary>
    /// <param name="first">A number for each thing.</param>
    /// <param name="second">Another for each, in the same order.</param>
    /// <returns>In [-1, 1]; null where either does not tell any two things apart.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is none.</exception>
    public static double? Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"{second.Count} numbers for {first.Count} things.", nameof(second));

        var (x, y) = (Ranks(first), Ranks(second));
        // Ranks with shared ones still have this mean.
        var mean = (x.Length + 1) / 2.0;
        var (both, ofX, ofY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            both += (x[i] - mean) * (y[i] - mean);
            ofX += (x[i] - mean) * (x[i] - mean);
            ofY += (y[i] - mean) * (y[i] - mean);
        }

        return ofX > 0 && ofY > 0 ? both / Math.Sqrt(ofX * ofY) : null;
    }

    private static double[] Ranks(IReadOnlyList<double> numbers)
    {
        var order = Enumerable.Range(0, numbers.Count).OrderBy(i => numbers[i]).ToArray();
        var ranks = new double[order.Length];
        for (int from = 0, to; from < order.Length; from = to)
        {
            var number = numbers[order[from]];
            if (double.IsNaN(number)) throw new ArgumentException("There is something that is not a number.", nameof(numbers));
            for (to = from; to < order.Length && numbers[order[to]] == number; to++) { }
            for (var at = from; at < to; at++)
                ranks[order[at]] = (from + 1 + to) / 2.0;
        }

        return ranks;
    }
}
