using System.Collections.Concurrent;

namespace Likewise.Tests.Embedders;

/// <summary>
/// A clock on which waiting takes no time: a timer fires at once and moves the clock by what it waits for. Timers of the length
/// that is held, those of deadlines, never fire.
/// </summary>
internal sealed class LeapingTime(TimeSpan held) : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    /// <summary>What was waited for, in its order.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Leap(TimeSpan wait, Action fire)
    {
        if (wait == Timeout.InfiniteTimeSpan || wait == held)
            return;

        Waits.Enqueue(wait);
        Advance(wait);
        ThreadPool.QueueUserWorkItem(_ => fire());
    }

    private sealed class LeapingTimer(LeapingTime clock, Action fire) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Leap(dueTime, fire);
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
