namespace Likewise;

/// <summary>Keeps of all entries that are added those of one page, in a heap whose root is the page's last.</summary>
internal sealed class EntryPageBuilder(EntryQuery query)
{
    private static readonly Comparer<EntryCursor> LastFirst = Comparer<EntryCursor>.Create((one, other) => other.CompareTo(one));

    private readonly PriorityQueue<Resident, EntryCursor> _page = new(query.Limit + 1, LastFirst);
    private int _total, _following;

    public void Add(Resident resident)
    {
        _total++;
        var place = EntryCursor.Of(resident.Summary);
        if (query.After is { } after && place <= after)
            return;

        _following++;
        if (_page.Count < query.Limit)
            _page.Enqueue(resident, place);
        else
            _page.EnqueueDequeue(resident, place);
    }

    public EntryPage ToPage()
    {
        var entries = new CacheEntryInfo[_page.Count];
        for (var at = entries.Length - 1; at >= 0; at--)
        {
            var resident = _page.Dequeue();
            entries[at] = new CacheEntryInfo(resident.Summary, resident.Activity);
        }

        var isLast = _following == entries.Length;
        return new EntryPage(entries, isLast ? null : EntryCursor.Of(entries[^1].Summary), _total);
    }
}
