namespace Likewise;

/// <summary>So many calls a minute, as many of them at once: a bucket that fills evenly and holds a minute's worth.</summary>
internal sealed class CallBudget(int callsPerMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _left = callsPerMinute;
    private long _filledAt = time.GetTimestamp();

    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var filled = _left + (time.GetElapsedTime(_filledAt, now).TotalMinutes * callsPerMinute);
            (_left, _filledAt) = (Math.Min(callsPerMinute, filled), now);
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
