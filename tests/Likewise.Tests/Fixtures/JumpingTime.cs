namespace Likewise.Tests.Fixtures;

/// <summary>The system's clock, whose date a test sets. Timers and timestamps go on evenly, as a machine's do then.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far the date is off.</summary>
    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
