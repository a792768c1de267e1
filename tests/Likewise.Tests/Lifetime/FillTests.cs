using System.Runtime.CompilerServices;
using Likewise.Tests.Fixtures;
using Likewise.Tests.Simulation;

namespace Likewise.Tests.Lifetime;

/// <summary>
/// Goal: lookups beside the reading of the store are served what it has, and never what was taken away or replaced meanwhile.
/// Method: a scan that has read everything, and gives it out only when it is told to; so all of it may be out of date.
/// </summary>
public sealed class FillTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly MemoryEntryStore _disk = new();
    private readonly FaultyStore _store;
    private readonly TaskCompletionSource _isHeld = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FillTests() => _store = new FaultyStore(_disk);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_words_are_answered_before_the_store_is_read()
    {
        await StoreAsync();
        await using var cache = await BuildHeldAsync();

        var hit = await cache.HitAsync("reset password");

        Assert.Equal((HitTier.Exact, "click here"), (hit.Tier, hit.Response.Text));
        Assert.NotNull(cache.GetStatistics().Filling);
        Assert.Equal(HitTier.Near, (await cache.HitAsync("reset password ~0.95")).Tier); // Since it was asked for.
        await cache.MissAsync("refund ~0.95");
    }

    [Fact]
    public async Task All_is_there_when_the_store_is_read()
    {
        await StoreAsync();
        await using var cache = await BuildHeldAsync();
        await cache.HitAsync("reset password");

        await ReleaseAsync(cache);

        await cache.HitAsync("refund ~0.95");
        Assert.Equal(3, cache.List(EntryFilter.All).Count);
        Assert.Equal(3, cache.GetStatistics().Vectors);
        Assert.Null(cache.GetStatistics().Filling);
        Assert.Equal(1, cache.List(new EntryFilter { Prompt = "reset password" })[0].Activity.HitCount);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("tag")]
    [InlineData("tenant")]
    [InlineData("words")]
    [InlineData("meaning")]
    public async Task What_is_taken_away_meanwhile_is_not_read_in_again(string by)
    {
        var id = await StoreAsync();
        await using (var cache = await BuildHeldAsync())
        {
            var outcome = by switch
            {
                "id" => await cache.InvalidateAsync(id, Token),
                "tag" => await cache.InvalidateAsync(new EntryFilter { AnyTag = ["account"] }, Token),
                "tenant" => await cache.InvalidateAsync(new EntryFilter { Tenant = "" }, Token),
                "words" => await cache.InvalidateAsync(new EntryFilter { Prompt = "reset password" }, Token),
                _ => await cache.InvalidateAsync(new EntrySelection { Like = "reset password", SimilarityMin = 0.9 }, Token),
            };
            Assert.True(outcome.IsComplete);
            await cache.MissAsync("reset password");

            await ReleaseAsync(cache);

            await cache.MissAsync("reset password");
            await cache.MissAsync("reset password ~0.95");
            await cache.FlushAsync(Token);
        }

        Assert.Equal(by == "tenant" ? 0 : 2, (await _disk.MeasureAsync(Token)).Entries);
        Assert.All(await _disk.ReadInvalidationsAsync(Token), invalidation => Assert.True(invalidation.IsCarriedOut));
    }

    [Fact]
    public async Task What_was_taken_away_before_a_crash_stays_away_though_it_was_never_read()
    {
        await StoreAsync();
        var killed = await BuildHeldAsync();
        await killed.InvalidateAsync(new EntryFilter { AnyTag = ["account"] }, Token);

        // Nothing of it reaches the store from here on.
        await using var cache = await Caches.BuildAsync(time: _time, build: builder => builder.UseStore(_disk));
        await cache.MissAsync("reset password");
        await cache.HitAsync("refund");
        _release.SetCanceled(Token);
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_stored_meanwhile_stays_and_so_does_its_absence()
    {
        await StoreAsync();
        await using var cache = await BuildHeldAsync();
        await cache.PutAsync("reset password", "type it twice");
        await cache.InvalidateAsync(await cache.PutAsync("refund", "never"), Token);

        await ReleaseAsync(cache);

        Assert.Equal("type it twice", (await cache.HitAsync("reset password")).Response.Text);
        Assert.Equal("type it twice", (await cache.HitAsync("reset password ~0.95")).Response.Text);
        await cache.MissAsync("refund");
        await cache.MissAsync("refund ~0.95");
        Assert.Equal(cache.GetStatistics().Entries, cache.GetStatistics().Vectors);
    }

    [Fact]
    public async Task What_ends_meanwhile_is_not_served()
    {
        await StoreAsync();
        await using var cache = await BuildHeldAsync();
        await cache.HitAsync("opening hours");

        _time.Advance(TimeSpan.FromHours(1));
        await cache.FlushAsync(Token);
        await ReleaseAsync(cache);

        await cache.MissAsync("opening hours");
        await cache.MissAsync("opening hours ~0.95");
        await cache.FlushAsync(Token);
        Assert.Equal(2, (await _disk.MeasureAsync(Token)).Entries);
    }

    [Fact]
    public async Task What_is_said_of_an_answer_meanwhile_is_heard()
    {
        var id = await StoreAsync();
        await using var cache = await BuildHeldAsync();
        await cache.RecordFeedbackAsync(id, isRight: false, Token);

        await ReleaseAsync(cache);

        Assert.Equal(new EntryFeedback(0, 1), cache.Find(id)!.Activity.Feedback);
    }

    [Fact]
    public async Task What_was_said_not_to_be_stored_is_not_found_in_the_store()
    {
        var (gate, late) = (new ScanGate(), FaultPlan.Nth(1, Fault.FailsLate));
        await using var cache = await Caches.BuildAsync(
            time: _time, configure: options => options.FillsInBackground = true,
            build: builder => builder.UseStore(new MortalStore(_disk, late, gate)));

        Assert.Equal(StoreStatus.Failed, (await cache.StoreAsync("refund", "in two weeks", cancellationToken: Token)).Status);

        Assert.Equal(1, (await _disk.MeasureAsync(Token)).Entries); // It was written all the same.
        await cache.MissAsync("refund");
        await cache.FlushAsync(Token);
        Assert.Equal(0, (await _disk.MeasureAsync(Token)).Entries);
    }

    [Fact]
    public async Task Reading_that_fails_is_tried_again()
    {
        await StoreAsync();
        await using var cache = await BuildHeldAsync();
        _store.OnScan = (entries, _) => entries;
        _release.SetException(new IOException("the disk is away"));
        while (!cache.WhenFilledAsync(Token).IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await cache.HitAsync("refund ~0.95");
    }

    [Fact]
    public async Task What_several_stand_behind_is_not_replaced_before_it_is_read_either()
    {
        var id = await StoreAsync();
        await _disk.RecordConfirmationAsync(id, 1, Token);
        await _disk.RecordConfirmationAsync(id, 2, Token);
        await using var cache = await BuildHeldAsync(confirmationsMin: 2);

        PromptRequest asked = PromptRequest.FromText("reset password") with { Principal = "mallory" };
        Assert.Equal(StoreStatus.Refused, (await cache.StoreAsync(asked, "pay me", null, Token)).Status);
        Assert.Equal("click here", (await cache.HitAsync(asked)).Response.Text);
    }

    public async ValueTask DisposeAsync() => await _disk.DisposeAsync();

    private async Task<EntryId> StoreAsync()
    {
        await using var cache = await Caches.BuildAsync(time: _time, build: builder => builder.UseStore(_disk));
        await cache.PutAsync("refund", "in two weeks");
        await cache.PutAsync("opening hours", "9 to 5", new EntryOptions { TimeToLive = TimeSpan.FromHours(1) });
        return await cache.PutAsync("reset password", "click here", new EntryOptions { Tags = ["account"] });
    }

    /// <summary>A cache whose store has been read, and has given out nothing yet.</summary>
    private async Task<SemanticCache> BuildHeldAsync(int confirmationsMin = 1)
    {
        _store.OnScan = HoldAsync;
        var cache = await Caches.BuildAsync(
            time: _time,
            configure: options => (options.FillsInBackground, options.ConfirmationsMin) = (true, confirmationsMin),
            build: builder => builder.UseStore(_store));
        await _isHeld.Task.WaitAsync(Token);
        _store.OnScan = (entries, _) => entries; // Whoever else scans is not held.
        return cache;
    }

    private async IAsyncEnumerable<Entry> HoldAsync(
        IAsyncEnumerable<Entry> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Entry> read = [];
        await foreach (var entry in entries)
            read.Add(entry);
        _isHeld.TrySetResult();
        await _release.Task.WaitAsync(cancellationToken);
        foreach (var entry in read)
            yield return entry;
    }

    private async Task ReleaseAsync(SemanticCache cache)
    {
        _release.SetResult();
        await cache.WhenFilledAsync(Token);
    }
}
