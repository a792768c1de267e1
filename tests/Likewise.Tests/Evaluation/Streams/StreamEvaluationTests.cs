using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class StreamEvaluationTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Counts_are_those_worked_out_by_hand_however_answers_are_worded(bool answersRepeat)
    {
        var report = await RunAsync(answersRepeat: answersRepeat, prompts: Arriving(
            new("A", "0 first"),    // a miss; A is stored
            new("A", "10 second"),  // right: 10 degrees from A's
            new("B", "20 third"),   // wrong: 20 degrees from A's, so B's is not stored
            new("B", "40 fourth"),  // a miss, and B had nothing stored; B is stored
            new("A", "0 first"),    // right, by the same words
            new("A", "90 sixth"),   // a miss, though A is stored
            new("C", " "),          // refused by the cache
            new("B", "45 eighth"),  // right: 5 degrees from B's
            new("C", "0 first")));  // wrong, though by the same words

        Assert.Equal((9, 5, 3, 2), (report.Requests, report.Hits, report.Right, report.Wrong));
        Assert.Equal((2, 3), (report.ExactHits, report.SemanticHits));
        Assert.Equal((1, 1, 3), (report.MissedDuplicates, report.NotCacheable, report.Entries));
        Assert.Equal(5 / 9.0, report.HitRate);
        Assert.Equal(2 / 5.0, report.WrongOfHits);
        Assert.Equal(2 / 9.0, report.WrongOfAll);
        Assert.Equal(WilsonInterval.Of(2, 5), report.WrongOfHitsInterval);
    }

    [Fact]
    public async Task A_threshold_of_one_leaves_hits_by_the_same_words()
    {
        var report = await RunAsync(
            Arriving(new("A", "0 first"), new("A", "1 second"), new("A", "0 first")), similarityMin: 1);

        Assert.Equal((1, 1, 1), (report.Hits, report.ExactHits, report.MissedDuplicates));
    }

    [Fact]
    public async Task Nothing_hit_means_no_share_of_hits()
    {
        var report = await RunAsync([new("A", "0 a"), new("B", "90 b")]);

        Assert.Equal((0, 0.0), (report.Hits, report.HitRate));
        Assert.Null(report.WrongOfHits);
        Assert.Null(report.WrongOfHitsInterval);
    }

    [Theory]
    [InlineData(1, 0.90)]
    [InlineData(2, 0.90)]
    [InlineData(1, 0.99)]
    public async Task Counts_agree_with_a_plain_list_of_what_was_stored(long seed, double similarityMin)
    {
        // Few enough angles that words repeat, fine enough that no two entries are as close as each other.
        var state = (ulong)seed;
        var angles = Enumerable.Range(0, 150).Select(_ => (int)(SeededOrder.Next(ref state) % 360_000)).ToArray();
        var prompts = Enumerable.Range(0, 400).Select(_ => angles[SeededOrder.Next(ref state) % 150])
            .Select(angle => new LabelledPrompt($"{angle / 20_000}", $"{angle / 1000}.{angle % 1000:000} degrees")).ToArray();

        var stored = new List<LabelledPrompt>();
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var prompt in SeededOrder.Shuffle(prompts, seed))
        {
            var nearest = stored.OrderByDescending(entry => Cosine(entry, prompt)).FirstOrDefault();
            if (nearest.Text is not null && Cosine(nearest, prompt) >= similarityMin)
            {
                _ = nearest.Group == prompt.Group ? right++ : wrong++;
                continue;
            }

            missed += stored.Exists(entry => entry.Group == prompt.Group) ? 1 : 0;
            stored.Add(prompt);
        }

        var report = await RunAsync(prompts, similarityMin, seed);
        Assert.Equal((right, wrong, missed, stored.Count), (report.Right, report.Wrong, report.MissedDuplicates, report.Entries));
        Assert.True(right > 0 && wrong > 0, "the data shows nothing");
    }

    [Fact]
    public async Task One_seed_gives_the_same_counts_and_another_gives_others()
    {
        var prompts = Enumerable.Range(0, 360).Select(i => new LabelledPrompt($"{i / 7}", $"{i} degrees")).ToArray();
        var first = await RunAsync(prompts, seed: 1);
        var again = await RunAsync(prompts, seed: 1);
        var other = await RunAsync(prompts, seed: 2);

        Assert.Equal(Counts(first), Counts(again));
        Assert.NotEqual(Counts(first), Counts(other));

        static (int, int, int, int, long) Counts(StreamReport report) =>
            (report.Right, report.Wrong, report.MissedDuplicates, report.Entries, report.Bytes);
    }

    [Fact]
    public async Task A_limit_asks_the_beginning_of_the_order()
    {
        var embedder = new TestOnlyAngleEmbedder();
        var prompts = Enumerable.Range(0, 16).Select(i => new LabelledPrompt($"{i}", $"{i * 20} degrees")).ToArray();
        var report = await StreamEvaluation.RunAsync(
            prompts, embedder, new EvaluationOptions { Limit = 3, SimilarityMin = 1 }, null, Token);

        Assert.Equal(3, report.Requests);
        var expected = SeededOrder.Sample(prompts, 1, 3).Select(prompt => prompt.Text);
        Assert.Equal(expected.Order(), embedder.TimesEmbedded.Keys.Order());
    }

    [Fact]
    public async Task Stages_are_counted_where_they_took_time()
    {
        var report = await RunAsync(Arriving(new("A", "0 first"), new("A", "0 first"), new("A", "90 other")));

        // The second lookup ended at the exact probe.
        Assert.Equal((3, 2), (report.Lookup.Total.Count, report.Lookup.Embed.Count));
        Assert.True(report.Lookup.Exact.Count > 0, "the exact probe takes no time");
        Assert.True(report.Lookup.Total.P99 >= report.Lookup.Embed.P50);
        Assert.True(report.Bytes >= report.Entries * 2 * sizeof(float));
    }

    [Fact]
    public async Task An_embedder_that_fails_ends_the_run()
    {
        var fault = await Assert.ThrowsAsync<EvaluationException>(() => StreamEvaluation.RunAsync(
            [new("A", "0 a")], new TestOnlyAngleEmbedder { FailsOn = "0 a" }, new EvaluationOptions(), null, Token));

        Assert.Contains(nameof(MissReason.EmbedderFailed), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_told_after_every_request()
    {
        var progress = new Listener();
        await StreamEvaluation.RunAsync(
            [new("A", "0 a"), new("A", "0 a")], new TestOnlyAngleEmbedder(), new EvaluationOptions(), progress, Token);

        Assert.Equal([new(1, 2), new(2, 2)], progress.Reports);
    }

    [Fact]
    public async Task A_cancelled_run_ends_as_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Listener { OnReport = cancel.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StreamEvaluation.RunAsync(
            [new("A", "0 a"), new("A", "0 a")], new TestOnlyAngleEmbedder(), new EvaluationOptions(), progress, cancel.Token));
        Assert.Single(progress.Reports);
    }

    private static Task<StreamReport> RunAsync(
        IReadOnlyList<LabelledPrompt> prompts, double similarityMin = 0.90, long seed = 1, bool answersRepeat = true)
    {
        var options = new EvaluationOptions
        {
            Seed = seed,
            SimilarityMin = similarityMin,
            AnswersRepeat = answersRepeat,
            Configure = builder => builder.Configure(cache => cache.Guards = Guards.None), // The angles are numbers.
        };
        return StreamEvaluation.RunAsync(prompts, new TestOnlyAngleEmbedder(), options, null, Token);
    }

    /// <summary>Rows that seed 1 brings into this order.</summary>
    private static LabelledPrompt[] Arriving(params LabelledPrompt[] prompts)
    {
        var order = SeededOrder.Shuffle([.. Enumerable.Range(0, prompts.Length)], 1);
        var rows = new LabelledPrompt[prompts.Length];
        for (var i = 0; i < prompts.Length; i++)
            rows[order[i]] = prompts[i];

        return rows;
    }

    private static double Cosine(LabelledPrompt a, LabelledPrompt b) =>
        Math.Cos((TestOnlyAngleEmbedder.DegreesOf(a.Text) - TestOnlyAngleEmbedder.DegreesOf(b.Text)) * Math.PI / 180);

    private sealed class Listener : IProgress<EvaluationProgress>
    {
        public List<EvaluationProgress> Reports { get; } = [];

        public Action? OnReport { get; init; }

        public void Report(EvaluationProgress value)
        {
            Reports.Add(value);
            OnReport?.Invoke();
        }
    }
}
