namespace Likewise;

public sealed partial class SemanticCache
{
    private const int PageEntriesMax = 1_000;

    /// <summary>Reads an entry with its answer, without counting it as a hit.</summary>
    /// <returns>Null when there is no such entry, it has ended, or its answer cannot be read back.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<CacheEntry?> ReadAsync(EntryId id, CancellationToken cancellationToken = default)
    {
        if ((await KnowAsync(id, cancellationToken).ConfigureAwait(false)).Value is not { } resident)
            return null;

        var read = await _reader.ReadAsync(resident.Summary, cancellationToken).ConfigureAwait(false);
        return read.Response is { } response ? new CacheEntry(resident.Summary, resident.Activity, response) : null;
    }

    /// <summary>What is known here of an entry, whether or not its time is over; without reading its answer.</summary>
    /// <returns>Null when there is no such entry.</returns>
    public CacheEntryInfo? Find(EntryId id) =>
        _table.TryGet(id, out var resident) ? new CacheEntryInfo(resident.Summary, resident.Activity) : null;

    /// <summary>The entries known here that a filter chooses and that are in time, the most recently used first.</summary>
    public IReadOnlyList<CacheEntryInfo> List(EntryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var now = _time.GetUtcNow();
        return _table.All()
            .Where(resident => resident.IsLive(now) && filter.Matches(resident.Summary))
            .Select(resident => new CacheEntryInfo(resident.Summary, resident.Activity))
            .OrderByDescending(entry => entry.Activity.LastUsedAt)
            .ToArray();
    }

    /// <summary>
    /// A page of the entries known here, the youngest first. Going on from <see cref="EntryPage.Next"/> shows no entry twice and
    /// passes none over that stays.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The page's size is out of its range.</exception>
    /// <remarks>Looks at every entry once, and sorts no more than a page.</remarks>
    public EntryPage List(EntryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, PageEntriesMax, nameof(query));

        var now = _time.GetUtcNow();
        var page = new EntryPageBuilder(query);
        foreach (var resident in _table.All())
        {
            if (IsIn(resident, query.State, now) && query.Filter.Matches(resident.Summary))
                page.Add(resident);
        }

        return page.ToPage();
    }

    private static bool IsIn(Resident resident, EntryState state, DateTimeOffset now) =>
        state == EntryState.Any || resident.IsLive(now) == (state == EntryState.Live);
}
