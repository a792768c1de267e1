namespace Likewise;

/// <summary>
/// Residents in the order of their last use, linked through themselves. Every operation is O(1). Not thread-safe.
/// </summary>
internal sealed class RecencyList
{
    private Resident? _newest;

    /// <summary>The least recently used; null when there is none.</summary>
    public Resident? Oldest { get; private set; }

    public void Add(Resident resident)
    {
        resident.Older = _newest;
        resident.Newer = null;
        if (_newest is null)
            Oldest = resident;
        else
            _newest.Newer = resident;
        _newest = resident;
    }

    public void Remove(Resident resident)
    {
        if (resident.Older is null)
            Oldest = resident.Newer;
        else
            resident.Older.Newer = resident.Newer;

        if (resident.Newer is null)
            _newest = resident.Older;
        else
            resident.Newer.Older = resident.Older;

        (resident.Older, resident.Newer) = (null, null);
    }

    public void MarkUsed(Resident resident)
    {
        if (resident == _newest)
            return;

        Remove(resident);
        Add(resident);
    }
}
