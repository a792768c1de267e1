using Likewise.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Tests.Background;

/// <summary>
/// Goal: what is done behind requests is bounded, goes in order, and ends. Method: work that the test ends, on its clock.
/// </summary>
public class BackgroundWorkTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_of_a_class_runs_and_waits_than_its_limits_allow_and_the_newest_is_refused()
    {
        await using var background = Build(options => options.Background.StoreQueueMax = 5);
        var gate = new TaskCompletionSource<bool>();
        var taken = Enumerable.Range(0, 20).Select(_ => background.TryAdd(WorkClass.Store, _ => new(gate.Task))).ToList();

        Assert.Equal([.. Enumerable.Repeat(true, 9), .. Enumerable.Repeat(false, 11)], taken);
        Assert.Equal((4, 5, 11L), Counts(background, WorkClass.Store));
        gate.SetResult(true);
        await background.WhenEndedAsync(WorkClass.Store, Token);
        Assert.Equal(9, background.GetStatistics()[WorkClass.Store].Done);
    }

    [Fact]
    public async Task Where_there_is_not_room_for_all_the_class_that_is_named_first_goes_first()
    {
        await using var background = Build(options => options.Background.ConcurrencyMax = 1);
        var gate = new TaskCompletionSource<bool>();
        background.TryAdd(WorkClass.Warm, _ => new(gate.Task));
        var begun = new List<WorkClass>();
        foreach (var of in Enum.GetValues<WorkClass>().Reverse())
            background.TryAdd(of, _ =>
            {
                begun.Add(of); // One at a time.
                return new(true);
            });

        gate.SetResult(true);
        foreach (var of in Enum.GetValues<WorkClass>())
            await background.WhenEndedAsync(of, Token);
        Assert.Equal(Enum.GetValues<WorkClass>(), begun);
    }

    [Fact]
    public async Task What_it_did_is_counted_and_its_oldest_has_an_age()
    {
        await using var background = Build(options => options.Background.StoreConcurrencyMax = 1);
        var gate = new TaskCompletionSource<bool>();
        background.TryAdd(WorkClass.Store, _ => new(gate.Task));
        background.TryAdd(WorkClass.Store, _ => new(false));
        _time.Advance(TimeSpan.FromSeconds(2));
        background.TryAdd(WorkClass.Store, _ => throw new IOException("full"));
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(5), background.GetStatistics()[WorkClass.Store].OldestAge);
        gate.SetResult(true);
        await background.WhenEndedAsync(WorkClass.Store, Token);
        var line = background.GetStatistics()[WorkClass.Store];
        Assert.Equal((1L, 2L, TimeSpan.Zero), (line.Done, line.Failed, line.OldestAge));
    }

    [Fact]
    public async Task Work_is_part_of_the_trace_of_who_added_it_whosever_end_lets_it_begin()
    {
        await using var background = Build(options => options.Background.StoreConcurrencyMax = 1);
        var (gate, trace, seen) = (new TaskCompletionSource<bool>(), new AsyncLocal<string>(), new List<string?>());
        foreach (var who in new[] { "first", "second", "third" })
        {
            trace.Value = who;
            background.TryAdd(WorkClass.Store, async _ =>
            {
                await gate.Task;
                seen.Add(trace.Value); // One at a time.
                return true;
            });
        }

        trace.Value = "who waits";
        gate.SetResult(true);
        await background.WhenEndedAsync(WorkClass.Store, Token);
        Assert.Equal(["first", "second", "third"], seen);
    }

    [Fact]
    public async Task Closing_carries_stores_out_and_gives_the_rest_up()
    {
        var background = Build(options =>
        {
            options.Background.StoreConcurrencyMax = 1;
            options.Stale.RefreshesMax = 1;
        });
        var (gate, stored, dropped) = (new TaskCompletionSource<bool>(), 0, 0);
        background.TryAdd(WorkClass.Store, _ => new(gate.Task));
        for (var index = 0; index < 7; index++)
            background.TryAdd(WorkClass.Store, _ => new(Interlocked.Increment(ref stored) > 0));
        var begun = new TaskCompletionSource();
        background.TryAdd(WorkClass.Refresh, async token =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return true;
        });
        await begun.Task;
        background.TryAdd(WorkClass.Refresh, _ => new(true), () => dropped++);

        var closing = background.DisposeAsync();
        Assert.False(background.TryAdd(WorkClass.Store, _ => new(true)));
        gate.SetResult(true);
        await closing;

        Assert.Equal((7, 1), (stored, dropped));
        Assert.Equal((0, 0, 2L), Counts(background, WorkClass.Refresh));
    }

    [Fact]
    public async Task Closing_waits_for_what_does_not_end_no_longer_than_it_may()
    {
        var background = Build(options =>
        {
            options.Background.StoreConcurrencyMax = 1;
            options.Background.StopTimeout = TimeSpan.FromSeconds(7);
        });
        var (never, dropped) = (new TaskCompletionSource<bool>(), 0);
        background.TryAdd(WorkClass.Store, _ => new(never.Task));
        background.TryAdd(WorkClass.Store, _ => new(true), () => dropped++);

        var closing = background.DisposeAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(closing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await closing;
        Assert.Equal(1, dropped);
        never.SetResult(true);
    }

    [Fact]
    public async Task Who_leaves_before_his_turn_is_let_go_at_once_and_his_work_never_begins()
    {
        await using var background = Build();
        var gate = new TaskCompletionSource();
        var first = background.RunAsync(WorkClass.Migrate, _ => new(gate.Task), Token).AsTask();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var isBegun = false;
        var second = background.RunAsync(
            WorkClass.Migrate,
            _ =>
            {
                isBegun = true;
                return default;
            },
            leaving.Token).AsTask();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.SetResult();
        Assert.True(await first);
        await background.WhenEndedAsync(WorkClass.Migrate, Token);
        Assert.False(isBegun);
    }

    [Fact]
    public async Task What_awaited_work_throws_reaches_who_waits_for_it()
    {
        await using var background = Build();
        var run = background.RunAsync(WorkClass.Warm, _ => throw new InvalidDataException("odd"), Token);
        Assert.Equal("odd", (await Assert.ThrowsAsync<InvalidDataException>(() => run.AsTask())).Message);
        await background.WhenEndedAsync(WorkClass.Warm, Token);
        Assert.Equal(1, background.GetStatistics()[WorkClass.Warm].Failed);
    }

    /// <summary>Goal: under any mix of work all that was taken in ends once. Method: seeds, and a count of what began.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task All_that_is_taken_in_ends_once_however_much_comes(int seed)
    {
        var random = new Random(seed);
        var background = Build(options =>
        {
            options.Background.ConcurrencyMax = 5;
            options.Background.StoreQueueMax = options.Background.WarmQueueMax = options.Audit.QueueMax = 8;
        });
        var (taken, begun, dropped, mostAtOnce, atOnce) = (0, 0, 0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var index = 0; index < 500; index++)
                {
                    int of, fate;
                    lock (random)
                        (of, fate) = (random.Next(4), random.Next(5));
                    if (background.TryAdd((WorkClass)of, token => WorkAsync(fate), () => Interlocked.Increment(ref dropped)))
                        Interlocked.Increment(ref taken);
                    if (fate == 4)
                        await Task.Yield();
                }
            },
            Token)));
        await background.DisposeAsync();

        Assert.Equal(taken, begun + dropped);
        Assert.InRange(mostAtOnce, 1, 5);
        Assert.All(background.GetStatistics().Values, line => Assert.Equal((0, 0), (line.Waiting, line.Running)));

        async ValueTask<bool> WorkAsync(int fate)
        {
            Interlocked.Increment(ref begun);
            InterlockedMax(ref mostAtOnce, Interlocked.Increment(ref atOnce));
            await Task.Yield();
            Interlocked.Decrement(ref atOnce);
            return fate switch
            {
                0 => false,
                1 => throw new IOException("down"),
                2 => throw new OperationCanceledException(),
                _ => true,
            };
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value;)
            seen = Interlocked.CompareExchange(ref most, value, seen) is var now && now == seen ? value : now;
    }

    private static (int Running, int Waiting, long Dropped) Counts(BackgroundWork background, WorkClass of) =>
        background.GetStatistics()[of] is var line ? (line.Running, line.Waiting, line.Dropped) : default;

    private BackgroundWork Build(Action<SemanticCacheOptions>? configure = null)
    {
        var options = new SemanticCacheOptions();
        configure?.Invoke(options);
        return new BackgroundWork(options, _time, NullLogger.Instance);
    }
}
