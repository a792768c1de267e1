using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Journal;

public sealed class DecisionLogTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(_directory.FullName, "decisions.log");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Nothing_is_written_unless_it_is_asked_for()
    {
        await using (var cache = await Caches.BuildAsync())
            await cache.MissAsync("reset password");

        Assert.Empty(_directory.EnumerateFileSystemInfos());
        Assert.Throws<FileNotFoundException>(() => DecisionLogFile.Read(FilePath));
    }

    [Fact]
    public async Task A_hit_by_meaning_is_told_with_its_candidates_similarities_and_the_entry_served()
    {
        var time = new ManualTime();
        await using (var cache = await BuildAsync(time))
        {
            await AskAsync(cache, "reset password");
            time.Advance(TimeSpan.FromMinutes(3));
            await cache.HitAsync("reset password ~0.95");
        }

        var records = DecisionLogFile.Read(FilePath).ToArray();
        var run = Assert.IsType<LoggedRun>(records[0]);
        Assert.Equal((HitDecision.Threshold, 0.9, Guards.None), (run.Decision, run.SimilarityMin, run.Guards));

        var lookups = records.OfType<LoggedLookup>().ToArray();
        var entry = Assert.Single(records.OfType<LoggedEntry>());
        Assert.Equal([1L, 2L], lookups.Select(lookup => lookup.Number));
        var first = lookups[0];
        Assert.Equal((null, MissReason.NothingStored, "", -1), (first.Tier, first.Reason, first.Rule, first.Entry));
        Assert.Equal((1L, lookups[0].Fingerprint), (entry.Origin, entry.Fingerprint));
        Assert.Equal((TimeSpan.FromDays(1), 7L), (entry.Expiry.At - entry.CreatedAt, entry.Cost.TotalTokens));

        var hit = lookups[1];
        Assert.Equal((HitTier.Near, "threshold", entry.Number), (hit.Tier, hit.Rule, hit.Entry));
        Assert.Equal(TimeSpan.FromMinutes(3), hit.At - lookups[0].At);
        var candidate = Assert.Single(hit.Candidates.ToArray());
        Assert.Equal(0.95, candidate.Similarity, 3);
        Assert.Equal(
            CandidateFate.Examined | CandidateFate.Sure | CandidateFate.Accepted | CandidateFate.GuardsKnown, candidate.Fate);
    }

    [Fact]
    public async Task Similarities_are_those_that_were_compared_bit_for_bit()
    {
        LookupHit hit;
        await using (var cache = await BuildAsync())
        {
            await AskAsync(cache, "opening hours");
            hit = await cache.HitAsync("opening hours ~0.93");
        }

        var logged = DecisionLogFile.Read(FilePath).OfType<LoggedLookup>().Last();
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(hit.Similarity), BitConverter.DoubleToInt64Bits(logged.Candidates.Span[0].Similarity));
    }

    [Fact]
    public async Task Guards_that_are_switched_off_are_asked_all_the_same()
    {
        await using (var cache = await BuildAsync(build: builder => builder.UseEmbedder(new OneTopic())))
        {
            await AskAsync(cache, "Hotels in Paris for 2 nights");
            await cache.HitAsync("Hotels in Rome for 3 nights");
            await cache.HitAsync("Hotels in Paris for two nights");
        }

        var lookups = DecisionLogFile.Read(FilePath).OfType<LoggedLookup>().ToArray();
        var objections = lookups[1].Candidates.Span[0].Objections;
        Assert.True(objections.HasFlag(Guards.Names) && objections.HasFlag(Guards.Numbers), $"{objections}");
        Assert.Equal(Guards.None, lookups[2].Candidates.Span[0].Objections);
    }

    [Fact]
    public async Task The_same_words_removals_and_outcomes_are_in_it_and_point_to_what_they_are_of()
    {
        await using (var cache = await BuildAsync(configure: options =>
            (options.Decision, options.Audit.Share, options.Bound.Calibration) =
            (HitDecision.Bound, 1, Calibration.None)))
        {
            await AskAsync(cache, "refund");
            var hit = await cache.HitAsync("refund");
            await cache.RecordFeedbackAsync(hit.Entry.Id, isRight: false, Token);
            var miss = await cache.MissAsync("refund ~0.95");
            cache.RecordOutcome(miss, isRight: true);
            cache.LogLabel(miss, "returns");
            await cache.InvalidateAsync(hit.Entry.Id, Token);
        }

        var records = DecisionLogFile.Read(FilePath).ToArray();
        var entry = Assert.Single(records.OfType<LoggedEntry>());
        Assert.Equal((2L, true), records.OfType<LoggedLookup>().Where(lookup => lookup.IsExact)
            .Select(lookup => (lookup.Number, lookup.Entry == entry.Number)).Single());
        Assert.Equal(
            [(0L, OutcomeSource.Feedback, false), (3L, OutcomeSource.NearMiss, true)],
            records.OfType<LoggedOutcome>().Select(outcome => (outcome.Lookup, outcome.Source, outcome.IsRight)));
        Assert.Equal(3, Assert.Single(records.OfType<LoggedLabel>()).Lookup);
        Assert.Equal((entry.Number, RemovalReason.Removed), records.OfType<LoggedRemoval>()
            .Select(removal => (removal.Entry, removal.Reason)).Single());
        Assert.Equal(
            (MissReason.NotSimilar, "bound"),
            records.OfType<LoggedLookup>().Where(lookup => lookup.Number == 3)
                .Select(lookup => (lookup.Reason, lookup.Rule)).Single());
    }

    [Fact]
    public async Task No_text_and_no_name_is_in_it_unless_that_is_asked_for()
    {
        await using (var cache = await BuildAsync())
            await AskAsync(cache, new PromptRequest
            {
                Messages = PromptRequest.FromText("a very private matter").Messages, Tenant = "acme", Namespace = "legal",
            });
        var text = System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(FilePath, Token));
        Assert.DoesNotContain("private", text, StringComparison.Ordinal);
        Assert.DoesNotContain("acme", text, StringComparison.Ordinal);
        Assert.DoesNotContain("legal", text, StringComparison.Ordinal);

        File.Delete(FilePath);
        await using (var cache = await BuildAsync(configure: options => options.DecisionLog.IncludesText = true))
            await AskAsync(cache, PromptRequest.FromText("a very private matter") with { Tenant = "acme", Namespace = "legal" });
        var lookup = Assert.Single(DecisionLogFile.Read(FilePath).OfType<LoggedLookup>());
        Assert.Equal(
            ("a very private matter", "acme", "legal"),
            (lookup.Prompt, lookup.Place.Names?.Tenant, lookup.Place.Names?.Namespace));
    }

    [Fact]
    public async Task A_run_after_another_goes_on_in_the_file_and_knows_the_entries_of_the_one_before()
    {
        var store = new MemoryEntryStore();
        await using (var cache = await BuildAsync(build: builder => builder.UseStore(store)))
            await AskAsync(cache, "warranty");
        await using (var cache = await BuildAsync(build: builder => builder.UseStore(store)))
            await cache.HitAsync("warranty ~0.95");

        var records = DecisionLogFile.Read(FilePath).ToArray();
        Assert.Equal(2, records.OfType<LoggedRun>().Select(run => run.Id).Distinct().Count());
        var entry = Assert.Single(records.OfType<LoggedEntry>());
        Assert.Equal([(1L, -1), (2L, entry.Number)], records.OfType<LoggedLookup>().Select(one => (one.Number, one.Entry)));
    }

    [Fact]
    public async Task A_file_that_is_something_else_is_refused_when_the_cache_is_built()
    {
        await File.WriteAllTextAsync(FilePath, "the minutes of a meeting", Token);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => BuildAsync().AsTask());

        Assert.Contains("is no decision log", refused.Message, StringComparison.Ordinal);
        Assert.Equal("the minutes of a meeting", await File.ReadAllTextAsync(FilePath, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ValueTask<SemanticCache> BuildAsync(
        TimeProvider? time = null, Action<SemanticCacheOptions>? configure = null, Action<SemanticCacheBuilder>? build = null) =>
        Caches.BuildAsync(
            configure: options =>
            {
                options.DecisionLog.Path = FilePath;
                configure?.Invoke(options);
            },
            time: time, build: build);

    /// <summary>As somebody does who asks the model on a miss.</summary>
    private static async Task AskAsync(SemanticCache cache, PromptRequest request)
    {
        RecordedResponse answer = "So it is.";
        answer = answer with { Usage = new TokenUsage(3, 4) };
        await cache.GetOrCreateAsync(request, (_, _) => new(answer), cancellationToken: Token);
    }

    /// <summary>Finds everything the same.</summary>
    private sealed class OneTopic : IEmbedder
    {
        public EmbedderIdentity Identity { get; } = new("one-topic", "1", "none", "", 2, 0);

        public ValueTask<EmbeddingUsage> EmbedAsync(
            ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
        {
            for (var row = 0; row < texts.Length; row++)
                (destination.Span[2 * row], destination.Span[(2 * row) + 1]) = (1, 0);
            return new(new EmbeddingUsage(texts.Length, 0));
        }
    }
}
