namespace Likewise;

/// <summary>Grows one tree, level by level, by what each question would gain. One tree at a time.</summary>
internal sealed class TreeGrower(FeatureTable table, VerdictTrainingOptions options)
{
    /// <summary>Keeps an empty leaf at zero where nothing is shrunk.</summary>
    private const double Tiny = 1e-9;

    private readonly byte[] _node = new byte[table.Rows];
    private readonly double _shrinkage = options.Shrinkage + Tiny;

    /// <summary>Grows a tree.</summary>
    /// <param name="gradients">Which way each row's log-odds should go.</param>
    /// <param name="curvatures">How much a row counts now.</param>
    public DecisionTree Grow(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures)
    {
        Array.Clear(_node);
        var tree = new DecisionTree
        {
            Features = new byte[DecisionTree.Questions],
            Thresholds = new float[DecisionTree.Questions],
            Values = new float[DecisionTree.Leaves],
        };
        var bounds = new (double Low, double High)[DecisionTree.Questions + DecisionTree.Leaves];
        bounds[0] = (double.NegativeInfinity, double.PositiveInfinity);

        for (var node = 0; node < DecisionTree.Questions; node++)
        {
            var split = BestSplit(node, gradients, curvatures, bounds[node]);
            tree.Features[node] = (byte)split.Feature;
            tree.Thresholds[node] = split.Threshold;
            (bounds[(2 * node) + 1], bounds[(2 * node) + 2]) = Bounds(split, bounds[node]);
            Divide(node, split);
        }

        for (var leaf = 0; leaf < DecisionTree.Leaves; leaf++)
        {
            var node = DecisionTree.Questions + leaf;
            var value = ValueOf(SumOf(node, gradients, curvatures), bounds[node]);
            tree.Values[leaf] = (float)(options.LearningRate * value);
        }

        return tree;
    }

    private readonly record struct Sum(double Gradient, double Curvature, double Count)
    {
        public static Sum operator +(Sum one, Sum other) =>
            new(one.Gradient + other.Gradient, one.Curvature + other.Curvature, one.Count + other.Count);

        public static Sum operator -(Sum one, Sum other) =>
            new(one.Gradient - other.Gradient, one.Curvature - other.Curvature, one.Count - other.Count);
    }

    private readonly record struct Split(int Feature, int Bin, float Threshold, double Gain, double Left, double Right)
    {
        /// <summary>No question: all go left.</summary>
        public static Split None { get; } = new(0, byte.MaxValue, float.MaxValue, 0, 0, 0);
    }

    private Split BestSplit(
        int node, ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, (double Low, double High) bounds)
    {
        var all = SumOf(node, gradients, curvatures);
        var best = Split.None;
        if (all.Count < 2 * options.LeafExamplesMin)
            return best;

        var whole = Gain(all, bounds);
        for (var feature = 0; feature < PairFeatures.Count; feature++)
        {
            var histogram = HistogramOf(node, feature, gradients, curvatures);
            var left = default(Sum);
            for (var bin = 0; bin < histogram.Length - 1; bin++)
            {
                left += histogram[bin];
                var right = all - left;
                if (left.Count < options.LeafExamplesMin || right.Count < options.LeafExamplesMin)
                    continue;

                var gain = Gain(left, bounds) + Gain(right, bounds) - whole;
                var (leftValue, rightValue) = (ValueOf(left, bounds), ValueOf(right, bounds));
                var isAllowed = feature != PairFeatures.Similarity || leftValue <= rightValue;
                if (isAllowed && gain > best.Gain + Tiny)
                    best = new Split(feature, bin, table.Thresholds[feature][bin], gain, leftValue, rightValue);
            }
        }

        return best;
    }

    /// <summary>Once similarity divides, all that is below stays on its side of the middle.</summary>
    private static ((double, double) Left, (double, double) Right) Bounds(Split split, (double Low, double High) bounds)
    {
        if (split.Feature != PairFeatures.Similarity || split == Split.None)
            return (bounds, bounds);

        var middle = (split.Left + split.Right) / 2;
        return ((bounds.Low, middle), (middle, bounds.High));
    }

    private void Divide(int node, Split split)
    {
        var bins = table.Bins(split.Feature);
        for (var row = 0; row < _node.Length; row++)
        {
            if (_node[row] == node)
                _node[row] = (byte)((2 * node) + (bins[row] > split.Bin ? 2 : 1));
        }
    }

    private Sum[] HistogramOf(int node, int feature, ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures)
    {
        var histogram = new Sum[table.Thresholds[feature].Length + 1];
        var bins = table.Bins(feature);
        for (var row = 0; row < bins.Length; row++)
        {
            if (_node[row] == node)
                histogram[bins[row]] += new Sum(gradients[row], curvatures[row], 1);
        }

        return histogram;
    }

    private Sum SumOf(int node, ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures)
    {
        var sum = default(Sum);
        for (var row = 0; row < _node.Length; row++)
        {
            if (_node[row] == node)
                sum += new Sum(gradients[row], curvatures[row], 1);
        }

        return sum;
    }

    /// <summary>Newton's step, within what is allowed.</summary>
    private double ValueOf(Sum sum, (double Low, double High) bounds) =>
        Math.Clamp(sum.Gradient / (sum.Curvature + _shrinkage), bounds.Low, bounds.High);

    /// <summary>By how much that step lowers the loss, to the second order.</summary>
    private double Gain(Sum sum, (double Low, double High) bounds)
    {
        var value = ValueOf(sum, bounds);
        return (sum.Gradient * value) - ((sum.Curvature + _shrinkage) * value * value / 2);
    }
}
