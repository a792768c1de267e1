namespace Likewise.Evaluation;

/// <summary>Learns a verdict model from labelled pairs, and measures it on pairs that it has not seen.</summary>
public static class VerdictTraining
{
    /// <summary>Every pair is judged by a model learnt from four fifths that it is not in.</summary>
    private const int Folds = 5;

    private const int TextsAtOnce = 512;

    /// <summary>1. embed every text once; 2. cross-validate; 3. learn from all; 4. test.</summary>
    /// <param name="learnt">The sets to learn from; at least one.</param>
    /// <param name="tested">Sets to test on only.</param>
    /// <param name="embedder">Makes the similarities; stays the caller's.</param>
    /// <param name="options">How it is learnt.</param>
    /// <param name="time">What the duration is measured with.</param>
    /// <param name="progress">Told how many texts are embedded; may be null.</param>
    /// <param name="cancellationToken">Stops between batches and between models.</param>
    /// <exception cref="ArgumentException">The pairs are all of one label.</exception>
    /// <remarks>What the embedder throws reaches the caller.</remarks>
    public static async Task<VerdictReport> RunAsync(
        IReadOnlyList<TrainingSet> learnt, IReadOnlyList<TrainingSet> tested, IEmbedder embedder,
        VerdictTrainingOptions options, TimeProvider time, IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(learnt);
        ArgumentNullException.ThrowIfNull(tested);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var started = time.GetTimestamp();

        // 1. Embed every text once.
        var prepared = new PreparedEmbedder(embedder);
        var (texts, done) = (TextsOf([.. learnt, .. tested]), 0);
        foreach (var some in texts.Chunk(TextsAtOnce))
        {
            await prepared.PrepareAsync(some, cancellationToken).ConfigureAwait(false);
            progress?.Report(new EvaluationProgress(done += some.Length, texts.Length));
        }

        // 2. Cross-validate, 3. learn from all, 4. test.
        var examples = learnt.SelectMany(set => ExamplesOf(set, prepared)).ToArray();
        var validated = CrossValidate(examples, embedder.Identity.Model, options, cancellationToken);
        var model = VerdictModel.Train(examples, embedder.Identity.Model, options);
        return new VerdictReport
        {
            Model = model,
            Options = options,
            Learnt = validated,
            Tested = [.. tested.Select(set => VerdictSetReport.Of(set.Name, Judge(model, ExamplesOf(set, prepared))))],
            Elapsed = time.GetElapsedTime(started),
        };
    }

    private static VerdictSetReport[] CrossValidate(
        VerdictExample[] examples, string embedder, VerdictTrainingOptions options, CancellationToken cancellationToken)
    {
        // Pairs that share a prompt go to the same fold, so that none is judged by what was learnt of its neighbour.
        var folds = new int[examples.Length];
        var pairs = examples.Select(example => new LabelledPair(example.Asked, example.Stored, example.IsRight)).ToArray();
        foreach (var (number, family) in PairFamilies.Of(pairs).Index())
        {
            foreach (var at in family)
                folds[at] = number % Folds;
        }

        var judged = new (double, double, bool)[examples.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rest = examples.Where((_, index) => folds[index] != fold).ToArray();
            if (rest.Length == examples.Length)
                continue; // Nothing to judge.

            var model = VerdictModel.Train(rest, embedder, options);
            for (var index = 0; index < examples.Length; index++)
            {
                if (folds[index] == fold)
                    judged[index] = Judge(model, examples[index]);
            }
        }

        return [.. examples.Zip(judged)
            .GroupBy(pair => pair.First.Set, pair => pair.Second, StringComparer.Ordinal)
            .Select(set => VerdictSetReport.Of(set.Key, [.. set]))];
    }

    private static List<(double, double, bool)> Judge(VerdictModel model, IEnumerable<VerdictExample> examples) =>
        [.. examples.Select(example => Judge(model, example))];

    private static (double, double, bool) Judge(VerdictModel model, VerdictExample example) => (
        example.Similarity, model.ScoreOf(example.Asked, example.Stored, example.Similarity), example.IsRight);

    private static IEnumerable<VerdictExample> ExamplesOf(TrainingSet set, PreparedEmbedder embedder) => set.Pairs
        .Where(IsComplete)
        .Select(pair => new VerdictExample(
            pair.A, pair.B, embedder.CosineOf(pair.A, pair.B), pair.IsDuplicate, set.Name, set.Weight));

    private static string[] TextsOf(IEnumerable<TrainingSet> sets) =>
    [
        .. sets.SelectMany(set => set.Pairs).Where(IsComplete).SelectMany(pair => (string[])[pair.A, pair.B])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>A cache refuses blank prompts, so they never meet.</summary>
    private static bool IsComplete(LabelledPair pair) =>
        !string.IsNullOrWhiteSpace(pair.A) && !string.IsNullOrWhiteSpace(pair.B);
}
