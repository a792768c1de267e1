using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Bound;

public sealed class EvidenceKeeperTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly MemoryEntryStore _store = new();

    private string FilePath => Path.Combine(_directory.FullName, "cache.evidence");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task What_was_learned_survives_a_restart_cut_history_and_counts()
    {
        var (hitBefore, blamed) = (default(double), default(EntryId));
        await using (var cache = await BuildAsync())
        {
            await cache.PutAsync("opening hours", "nine to five");
            await LearnAsync(cache, "opening hours ~0.9", right: 400);
            blamed = await cache.PutAsync("reset password", "click here");
            cache.RecordOutcome(await cache.LookupAsync("reset password ~0.8", Token), isRight: false);
            hitBefore = (await cache.HitAsync("opening hours ~0.9")).Verdict.Score!.Value;
        }

        await using var again = await BuildAsync();

        Assert.Equal(hitBefore, (await again.HitAsync("opening hours ~0.9")).Verdict.Score!.Value, 9);
        var bound = Assert.Single(again.GetStatistics().Bounds);
        Assert.Equal(("default", BoundStanding.Own), (bound.Group, bound.Standing));
        Assert.InRange(bound.NearMisses, 60, 401);
        Assert.True((await again.LookupAsync("reset password ~0.8", Token) as LookupMiss)!.NearMiss!.Verdict.Score < 0.8);
        Assert.NotNull(again.Find(blamed));
    }

    [Fact]
    public async Task It_is_written_now_and_then_and_not_when_nothing_is_new()
    {
        var time = new ManualTime();
        await using var cache = await BuildAsync(time);
        await cache.PutAsync("opening hours", "nine to five");
        await cache.FlushAsync(Token);
        Assert.False(File.Exists(FilePath));

        cache.RecordOutcome(await cache.MissAsync("opening hours ~0.9"), isRight: true);
        await cache.FlushAsync(Token);
        var first = await File.ReadAllTextAsync(FilePath, Token);
        cache.RecordOutcome(await cache.MissAsync("opening hours ~0.9"), isRight: true);
        await cache.FlushAsync(Token);
        Assert.Equal(first, await File.ReadAllTextAsync(FilePath, Token));

        time.Advance(TimeSpan.FromMinutes(1));
        await cache.FlushAsync(Token);
        Assert.NotEqual(first, await File.ReadAllTextAsync(FilePath, Token));
    }

    [Theory]
    [InlineData("something else")]
    [InlineData("likewise-evidence 1\nscorer\tSCORER\nembedder\tEMBEDDER\nstep\t999\t1\t1\t1\n")]
    [InlineData("likewise-evidence 1\nscorer\tSCORER\nembedder\tEMBEDDER\nstep\t9\t1\tNaN\t1\n")]
    [InlineData("likewise-evidence 1\nscorer\tSCORER\nembedder\tEMBEDDER\ngroup\tx\t7\n")]
    [InlineData("likewise-evidence 1\nscorer\tSCORER\nembedder\tEMBEDDER\nentry\tx\t7\t1\n")]
    [InlineData("likewise-evidence 1\nscorer\tother\nembedder\tEMBEDDER\ngroup\tx\t0\t1\t1\t1\t1\t1\n")]
    public async Task What_is_damaged_or_of_something_else_is_left_out(string text)
    {
        await File.WriteAllTextAsync(
            FilePath,
            text.Replace("SCORER", SemanticCache.ScorerName, StringComparison.Ordinal)
                .Replace("EMBEDDER", new TopicEmbedder().Identity.ToString(), StringComparison.Ordinal),
            Token);

        await using var cache = await BuildAsync();

        Assert.DoesNotContain(cache.GetStatistics().Bounds, bound => bound.Standing == BoundStanding.Own);
        Assert.DoesNotContain(cache.GetStatistics().Bounds, bound => bound.Evidence > 0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task LearnAsync(SemanticCache cache, string prompt, int right)
    {
        for (var i = 0; i < right; i++)
        {
            if (await cache.LookupAsync(prompt, Token) is LookupMiss miss)
                cache.RecordOutcome(miss, isRight: true);
        }
    }

    private ValueTask<SemanticCache> BuildAsync(TimeProvider? time = null) => Caches.BuildAsync(
        time: time,
        configure: options =>
        {
            (options.Decision, options.Bound.Calibration, options.Bound.EvidenceFile) =
                (HitDecision.Bound, Calibration.None, FilePath);
            options.MaintenanceInterval = TimeSpan.FromDays(1);
        },
        build: builder => builder.UseStore(_store));
}
