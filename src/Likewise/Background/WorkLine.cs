namespace Likewise;

/// <summary>One class of background work: what of it waits, and how it is counted. Under the lock of who owns it.</summary>
/// <param name="of">Which class.</param>
/// <param name="waitingMax">How much may wait.</param>
/// <param name="runningMax">How much may be under way.</param>
internal sealed class WorkLine(WorkClass of, int waitingMax, int runningMax)
{
    private long _done, _failed;

    public WorkClass Of => of;

    public int WaitingMax => waitingMax;

    public int RunningMax => runningMax;

    public Queue<WorkItem> Waiting { get; } = [];

    public HashSet<WorkItem> Running { get; } = [];

    public long Dropped { get; set; }

    public WorkItem Begin()
    {
        var item = Waiting.Dequeue();
        Running.Add(item);
        return item;
    }

    public void End(WorkItem item, bool isDone, bool isGivenUp)
    {
        Running.Remove(item);
        if (isGivenUp)
            Dropped++;
        else if (isDone)
            _done++;
        else
            _failed++;
        item.End();
    }

    /// <summary>Gives up what waits.</summary>
    public WorkItem[] Drop()
    {
        WorkItem[] dropped = [.. Waiting];
        Waiting.Clear();
        Dropped += dropped.Length;
        Array.ForEach(dropped, item => item.End());
        return dropped;
    }

    /// <summary>Completes when all that waits or runs now has ended.</summary>
    public Task WhenEnded() => Task.WhenAll(Waiting.Concat(Running).Select(item => item.WhenEnded()));

    public WorkStatistics GetStatistics(TimeProvider time) => new()
    {
        Waiting = Waiting.Count,
        Running = Running.Count,
        Done = _done,
        Failed = _failed,
        Dropped = Dropped,
        OldestAge = Waiting.TryPeek(out var oldest) ? time.GetElapsedTime(oldest.AddedAt) : TimeSpan.Zero,
    };
}
