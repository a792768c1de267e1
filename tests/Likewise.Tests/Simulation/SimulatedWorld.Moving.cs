namespace Likewise.Tests.Simulation;

/// <summary>What leaves the cache and comes back, entry by entry or with all of the disk.</summary>
internal sealed partial class SimulatedWorld
{
    private List<ExportedEntry> _exported = [];
    private string _exportedOf = "";
    private DiskCopy? _copy;

    private async Task<string> ExportAsync()
    {
        var (tenant, exported) = ($"tenant{_random.Next(2)}", new List<ExportedEntry>());
        try
        {
            await foreach (var entry in Cache.ExportAsync(new EntryFilter { Tenant = tenant }, _random.Next(2) == 0))
                exported.Add(entry);
        }
        catch (IOException)
        {
            return "failed"; // Half an export is none.
        }

        (_exported, _exportedOf) = (exported, tenant);
        return exported.Count > 0 ? "some" : "nothing";
    }

    private async Task<string> ImportAsync()
    {
        if (_exported.Count == 0 || !Cache.WhenFilledAsync().IsCompleted)
            return "nothing";

        var entry = _exported[_random.Next(_exported.Count)];
        var known = _known[entry.Response.Text];
        var options = new ImportOptions { EmbedsAnew = _random.Next(2) == 0 };
        var outcome = (await Cache.ImportAsync([entry], _exportedOf, options))[0];
        if (!IsAlive)
        {
            known.IsGoneForGood = false;
            return outcome.Status.ToString();
        }

        if (outcome.Status == StoreStatus.Refused)
            return outcome.Status.ToString();

        if (outcome.Status == StoreStatus.Stored)
            Assert.DoesNotContain(_takings, taking => taking.IsSure && taking.At >= known.CreatedAt
                && taking.Takes(known) && (taking.IsForGood || taking.Cache == Cache));

        var (id, wasGone) = (known.Id, known.IsGone);
        Replace(known, outcome);
        if (outcome.Status == StoreStatus.Failed)
            (known.Id, known.IsGone) = (id, wasGone); // Itself may be there still.
        known.IsGoneForGood = known.IsCalledWrong = false;
        return outcome.Status.ToString();
    }

    private async Task<string> BackUpAsync()
    {
        List<Entry> entries = [];
        await foreach (var scanned in _disk.ScanAsync(EntryFilter.All, default))
            entries.Add((await _disk.ReadAsync(scanned.Summary.Id, default))!); // Nobody else is there.
        _copy = new DiskCopy(
            entries, await _disk.ReadInvalidationsAsync(default), [.. _takings],
            _known.ToDictionary(pair => pair.Key, pair => (pair.Value.IsGoneForGood, pair.Value.IsCalledWrong)));
        return "done";
    }

    /// <summary>The disk is put back as it was: what was known then is so again, and what came later was never there.</summary>
    private async Task<string> RestoreAsync()
    {
        if (_copy is not { } copy)
            return "nothing";

        _store!.Die();
        await Cache.DisposeAsync();
        await _disk.DisposeAsync();
        _disk = new MemoryEntryStore();
        foreach (var entry in copy.Entries)
            await _disk.WriteAsync(entry, default);
        foreach (var invalidation in copy.Invalidations)
            await _disk.RecordInvalidationAsync(invalidation, default);
        _takings.Clear();
        _takings.AddRange(copy.Takings);
        foreach (var (answer, entry) in _known)
            (entry.IsGoneForGood, entry.IsCalledWrong) =
                copy.Known.TryGetValue(answer, out var then) ? then : (true, entry.IsCalledWrong);
        await StartAsync();
        return "done";
    }

    private sealed record DiskCopy(
        List<Entry> Entries, IReadOnlyList<Invalidation> Invalidations, List<Taking> Takings,
        Dictionary<string, (bool IsGoneForGood, bool IsCalledWrong)> Known);
}
