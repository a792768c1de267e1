namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Reads an entry with its answer, without counting it as a hit.</summary>
    /// <returns>Null when there is no such entry, it has ended, or its answer cannot be read back.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<CacheEntry?> ReadAsync(EntryId id, CancellationToken cancellationToken = default)
    {
        if (!_table.TryGet(id, out var resident))
            return null;

        var read = await _reader.ReadAsync(resident.Summary, cancellationToken).ConfigureAwait(false);
        return read.Response is { } response ? new CacheEntry(resident.Summary, resident.Activity, response) : null;
    }

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

    /// <summary>What the cache holds now, and what it has done since it was built.</summary>
    public CacheStatistics GetStatistics() => _counters.Snapshot() with
    {
        Entries = _table.Count,
        InFlight = _flights.Count,
        Waiting = _flights.Waiting,
        Scopes = _tiers.Scopes,
        Vectors = _tiers.Count,
        PayloadBytes = _table.PayloadBytes,
        VectorBytes = _tiers.Bytes,
        ResidentPayloadBytes = _responses.Bytes,
        EmbeddingsRemembered = _embedders.Remembered,
        ForeignEntries = _fill.Foreign,
        EmbedderFaults = _embedGuard.Faults,
        TierFaults = _tierGuard.Faults,
        VerifierFaults = _verifyGuard.Faults,
        StoreFaults = _readGuard.Faults + _writeGuard.Faults + _removeGuard.Faults,
    };
}
