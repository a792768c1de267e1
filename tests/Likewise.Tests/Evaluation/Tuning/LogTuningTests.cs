using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation.Tuning;

public sealed class LogTuningTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(_directory.FullName, "decisions.log");

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>
    /// The promise that everything else rests on. Decisions of either kind, guards on and off, lives that end, entries that are
    /// taken away, evicted and replaced, restarts: outcome, entry and rule of each decision are those that were.
    /// </summary>
    [Theory]
    [InlineData(HitDecision.Threshold, Guards.None)]
    [InlineData(HitDecision.Threshold, Guards.All)]
    [InlineData(HitDecision.Threshold, Guards.All & ~Guards.Numbers)]
    [InlineData(HitDecision.Bound, Guards.None)]
    [InlineData(HitDecision.Bound, Guards.All)]
    public async Task The_replay_of_what_was_in_force_equals_what_happened(HitDecision decision, Guards guards)
    {
        var (exact, byMeaning) = (0, 0);
        for (var seed = 1; seed <= 8; seed++)
        {
            var path = Path.Combine(_directory.FullName, $"{seed}.log");
            var traffic = new RandomTraffic(seed, path, options =>
            {
                (options.Decision, options.Guards, options.EntriesMax) = (decision, guards, seed % 2 == 0 ? 12 : 1_000);
                (options.TimeToLive, options.Audit.Share) = (TimeSpan.FromMinutes(25), 0.5);
                (options.Bound.MaxWrongHits, options.Bound.Calibration) = (0.3, Calibration.None);
            });
            await traffic.RunAsync(600);

            var report = Tune(path);

            Assert.Empty(report.Differences);
            Assert.Equal(0, report.Differing);
            Assert.Equal(
                (traffic.ExactHits, traffic.HitsByMeaning), (report.InForce.ExactHits, report.InForce.HitsByMeaning));
            (exact, byMeaning) = (exact + traffic.ExactHits, byMeaning + traffic.HitsByMeaning);
        }

        Assert.InRange(exact, 100, int.MaxValue);
        Assert.InRange(byMeaning, 20, int.MaxValue);
    }

    /// <summary>The log says which threshold applied where: namespaces of their own are replayed as they were.</summary>
    [Theory]
    [InlineData(HitDecision.Threshold, null)]
    [InlineData(HitDecision.Threshold, 0.89)]
    [InlineData(HitDecision.Threshold, 0.94)]
    [InlineData(HitDecision.Bound, null)]
    public async Task Namespaces_with_thresholds_and_limits_of_their_own_are_replayed_as_they_were(
        HitDecision decision, double? verifyFrom)
    {
        var byMeaning = 0;
        for (var seed = 1; seed <= 6; seed++)
        {
            var path = Path.Combine(_directory.FullName, $"{seed}.log");
            var traffic = new RandomTraffic(seed, path, options =>
            {
                (options.Decision, options.SimilarityMin, options.VerifyFrom) = (decision, 0.92, verifyFrom);
                (options.Bound.MaxWrongHits, options.Bound.Calibration) = (0.3, Calibration.None);
                options.Namespaces.Add(new NamespaceRule { Namespace = "one", SimilarityMin = 0.96, EntriesMax = 8 });
                options.Namespaces.Add(new NamespaceRule { Namespace = "oth*", SimilarityMin = 0.87, EntriesMax = 20 });
            }) { Verifier = verifyFrom is null ? null : new CoinVerifier() };
            await traffic.RunAsync(500);

            var report = Tune(path);

            Assert.Empty(report.Differences);
            Assert.Equal(
                (traffic.ExactHits, traffic.HitsByMeaning), (report.InForce.ExactHits, report.InForce.HitsByMeaning));
            byMeaning += traffic.HitsByMeaning;
        }

        Assert.InRange(byMeaning, 20, int.MaxValue);
    }

    [Fact]
    public async Task Another_threshold_is_for_the_namespaces_that_have_none_of_their_own()
    {
        var (recorded, real) = PathsOf(1);
        await new RandomTraffic(1, recorded, options => WithOne(options, 0.98)) { IsQuiet = true }.RunAsync(400);
        var run = new RandomTraffic(1, real, options => WithOne(options, 0.9)) { IsQuiet = true };
        await run.RunAsync(400);

        var policy = Assert.Single(Tune(recorded, new TunePolicy("laxer") { SimilarityMin = 0.9 }).Policies);

        Assert.InRange(run.ExactHits + run.HitsByMeaning, policy.Hits, policy.Hits + policy.MaybeHits);

        static void WithOne(SemanticCacheOptions options, double similarityMin)
        {
            Quiet(options, similarityMin);
            options.Namespaces.Add(new NamespaceRule { Namespace = "one", SimilarityMin = 0.995 });
        }
    }

    /// <summary>What a stricter policy stored holds nearly all that a laxer one would have had: little is left open.</summary>
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.94)]
    [InlineData(0.96)]
    public async Task The_replay_of_a_laxer_policy_has_the_hits_of_a_run_of_it(double similarityMin)
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var (recorded, real) = PathsOf(seed);
            await new RandomTraffic(seed, recorded, options => Quiet(options, 0.98)) { IsQuiet = true }.RunAsync(400);
            var run = new RandomTraffic(seed, real, options => Quiet(options, similarityMin)) { IsQuiet = true };
            await run.RunAsync(400);

            var policy = Assert.Single(Tune(recorded, new TunePolicy("laxer") { SimilarityMin = similarityMin }).Policies);

            var hits = run.ExactHits + run.HitsByMeaning;
            Assert.InRange(hits, policy.Hits, policy.Hits + policy.MaybeHits);
            Assert.InRange(hits - policy.Hits, 0, hits / 20);
        }
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.98)]
    public async Task Of_a_stricter_policy_it_is_said_how_many_hits_it_has_at_least_and_at_most(double similarityMin)
    {
        var isOpen = false;
        for (var seed = 1; seed <= 6; seed++)
        {
            var (recorded, real) = PathsOf(seed);
            await new RandomTraffic(seed, recorded, options => Quiet(options, 0.9)) { IsQuiet = true }.RunAsync(400);
            var run = new RandomTraffic(seed, real, options => Quiet(options, similarityMin)) { IsQuiet = true };
            await run.RunAsync(400);

            var policy = Assert.Single(Tune(recorded, new TunePolicy("stricter") { SimilarityMin = similarityMin }).Policies);

            Assert.InRange(run.ExactHits + run.HitsByMeaning, policy.Hits, policy.Hits + policy.MaybeHits);
            isOpen |= policy.MaybeHits > 0;
        }

        Assert.True(isOpen);
    }

    [Fact]
    public async Task A_guard_that_was_switched_off_is_replayed_as_if_it_had_been_on()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var (recorded, real) = PathsOf(seed);
            await new RandomTraffic(seed, recorded, options => Quiet(options, 0.9, Guards.All)) { IsQuiet = true }.RunAsync(400);
            var run = new RandomTraffic(seed, real, options => Quiet(options, 0.9, Guards.None)) { IsQuiet = true };
            await run.RunAsync(400);

            var report = Tune(recorded, new TunePolicy("off") { Guards = Guards.None });

            var policy = Assert.Single(report.Policies);
            Assert.Equal((run.ExactHits, run.HitsByMeaning), (policy.ExactHits, policy.HitsByMeaning));
            Assert.NotEqual(report.InForce.HitsByMeaning, policy.HitsByMeaning);
        }
    }

    [Fact]
    public async Task A_shorter_life_has_fewer_hits_and_a_longer_one_no_fewer()
    {
        var traffic = new RandomTraffic(3, FilePath, options => options.TimeToLive = TimeSpan.FromMinutes(20));
        await traffic.RunAsync(2_000);

        var report = Tune(
            FilePath, new TunePolicy("short") { TimeToLive = TimeSpan.FromMinutes(2) },
            new TunePolicy("same") { TimeToLive = TimeSpan.FromMinutes(20) },
            new TunePolicy("long") { TimeToLive = TimeSpan.FromHours(5) });

        Assert.InRange(report.Policies[0].Hits, 1, report.InForce.Hits - 1);
        Assert.Equal(report.InForce.Hits, report.Policies[1].Hits);
        var longer = report.Policies[2];
        Assert.InRange(longer.Hits + longer.MaybeHits, report.InForce.Hits, int.MaxValue);
    }

    [Fact]
    public void A_log_that_is_not_there_or_says_nothing_is_refused()
    {
        Assert.Throws<FileNotFoundException>(() => Tune(FilePath));
        File.WriteAllBytes(FilePath, []);
        Assert.Throws<InvalidDataException>(() => Tune(FilePath));
    }

    private (string Recorded, string Real) PathsOf(int seed) =>
        (Path.Combine(_directory.FullName, $"{seed}.log"), Path.Combine(_directory.FullName, $"{seed}.real"));

    private static void Quiet(SemanticCacheOptions options, double similarityMin, Guards guards = Guards.None) =>
        (options.SimilarityMin, options.Guards, options.CandidatesMax) = (similarityMin, guards, 64);

    private static TuneReport Tune(string path, params TunePolicy[] policies) => LogTuning.Run(
        path, new TuneOptions { Policies = policies }, TimeProvider.System, null, TestContext.Current.CancellationToken);
}
