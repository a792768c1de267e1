using Likewise.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Tests.Lifetime.Stale;

/// <summary>
/// Goal: fetching fresh answers never becomes a load of its own. Method: calls that the test ends, on its clock.
/// </summary>
public sealed class RefresherTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private BackgroundWork? _background;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_failure_nobody_tries_again_for_a_while_and_twice_as_long_after_the_next()
    {
        var refresher = Build();
        var id = EntryId.New();
        var calls = 0;
        var tried = new List<int>();
        for (var second = 0; second < 40; second++)
        {
            refresher.Start(id, _ =>
            {
                calls++;
                throw new IOException("down");
            });
            await WhenIdleAsync();
            if (calls > tried.Count)
                tried.Add(second);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 5, 15, 35], tried);
        var statistics = refresher.GetStatistics();
        Assert.Equal((4L, 4L, 36L), (statistics.Started, statistics.Failed, statistics.Skipped));
    }

    [Fact]
    public async Task A_success_ends_the_pause()
    {
        var refresher = Build();
        var id = EntryId.New();
        foreach (var isStored in new[] { false, true, false })
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            refresher.Start(id, _ => new(isStored));
            await WhenIdleAsync();
        }

        _time.Advance(TimeSpan.FromSeconds(5)); // The first failure's pause again, not the second's.
        refresher.Start(id, _ => new(true));
        await WhenIdleAsync();
        Assert.Equal((4L, 2L, 0L), (Of(refresher).Started, Of(refresher).Succeeded, Of(refresher).Skipped));
    }

    [Fact]
    public async Task No_more_than_so_many_are_under_way_at_once()
    {
        var refresher = Build(options => options.RefreshesMax = 3);
        var release = new TaskCompletionSource<bool>();
        for (var index = 0; index < 10; index++)
            refresher.Start(EntryId.New(), _ => new(release.Task));

        Assert.Equal((3L, 7L, 3), (Of(refresher).Started, Of(refresher).Skipped, Of(refresher).InFlight));
        release.SetResult(true);
        await WhenIdleAsync();
        Assert.Equal(0, Of(refresher).InFlight);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_cancelled_and_has_failed()
    {
        var refresher = Build(options => options.RefreshTimeout = TimeSpan.FromSeconds(30));
        var begun = new TaskCompletionSource();
        refresher.Start(EntryId.New(), async token =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return true;
        });
        await begun.Task;
        _time.Advance(TimeSpan.FromSeconds(30));
        await WhenIdleAsync();

        Assert.Equal(1, Of(refresher).Failed);
    }

    [Fact]
    public async Task Closing_cancels_what_is_under_way_and_begins_no_more()
    {
        var refresher = Build();
        var begun = new TaskCompletionSource();
        refresher.Start(EntryId.New(), async token =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return true;
        });
        await begun.Task;
        await DisposeAsync();
        refresher.Start(EntryId.New(), _ => throw new InvalidOperationException("It is closed."));

        Assert.Equal((1L, 0), (Of(refresher).Started, Of(refresher).InFlight));
    }

    public async ValueTask DisposeAsync()
    {
        if (_background is not null)
            await _background.DisposeAsync();
    }

    private static RefreshStatistics Of(Refresher refresher) => refresher.GetStatistics();

    private Refresher Build(Action<StaleOptions>? configure = null)
    {
        var options = new SemanticCacheOptions();
        configure?.Invoke(options.Stale);
        _background = new BackgroundWork(options, _time, NullLogger.Instance);
        return new Refresher(options, _background, _time, NullLogger.Instance);
    }

    private Task WhenIdleAsync() => _background!.WhenEndedAsync(WorkClass.Refresh, Token); // Built first.
}
