using System.Runtime.CompilerServices;

namespace Likewise;

/// <summary>Measures where a lookup's time goes: each mark gives the time since the one before to a stage.</summary>
internal struct LookupClock(TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private StageTicks _ticks;

    public void Mark(LookupStage stage)
    {
        var now = time.GetTimestamp();
        _ticks[(int)stage] += now - _last;
        _last = now;
    }

    public readonly LookupTimings Timings => new(
        Of(LookupStage.Normalize), Of(LookupStage.Exact), Of(LookupStage.Embed), Of(LookupStage.Search), Of(LookupStage.Decide),
        Of(LookupStage.Read));

    private readonly TimeSpan Of(LookupStage stage) => time.GetElapsedTime(0, _ticks[(int)stage]);

    [InlineArray((int)LookupStage.Read + 1)]
    private struct StageTicks
    {
        private long _first;
    }
}
