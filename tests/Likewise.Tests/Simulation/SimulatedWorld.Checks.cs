namespace Likewise.Tests.Simulation;

/// <summary>The invariants.</summary>
internal sealed partial class SimulatedWorld
{
    private string Check(LookupResult result, PromptRequest request, string topic)
    {
        if (result is not LookupHit hit)
            return ((LookupMiss)result).Reason.ToString();

        var entry = Assert.Contains(hit.Response.Text, (IReadOnlyDictionary<string, KnownEntry>)_known); // I6
        Assert.Equal(request.Tenant, entry.Tenant); // I1
        Assert.Equal(topic, entry.Topic); // Another topic is never 0.90 alike.
        Assert.Equal(entry.Prompt, hit.Entry.Prompt);
        Assert.False(entry.IsGone, $"'{entry.Answer}' was taken away and served (I7).");
        Assert.True(hit.Similarity >= 0.9 - 1e-6);
        CheckLife(hit, request, entry);
        entry.Id ??= hit.Entry.Id;
        return hit.Staleness == Staleness.Fresh ? hit.Tier.ToString() : $"{hit.Tier}, {hit.Staleness}";
    }

    /// <summary>What can be found in memory is on the disk (I2), and within the limits (I5).</summary>
    private async Task CheckPointersAsync()
    {
        var listed = Cache.List(EntryFilter.All);
        foreach (var entry in listed)
        {
            if (!IsUnsure(entry))
                Assert.True(
                    await _disk.ReadAsync(entry.Summary.Id, default) is not null,
                    $"'{entry.Summary.Prompt}' of {entry.Summary.Tenant} can be found, and its payload cannot (I2).");
        }

        Assert.InRange(Cache.Limits.EntriesMax, 0, EntriesMax);
        if (Cache.WhenFilledAsync().IsCompleted)
            Assert.InRange(listed.Count, 0, EntriesMax);
    }

    private bool IsUnsure(CacheEntryInfo entry) => _unsure.Contains((entry.Summary.Tenant, entry.Summary.Prompt));

    /// <summary>What was found before a crash and is on the disk is found after it, unless there was too much (I7).</summary>
    private async Task CheckIsThereAsync(IReadOnlyList<CacheEntryInfo> found)
    {
        if ((await _disk.MeasureAsync(default)).Entries > EntriesMax)
            return;

        var now = _time.GetUtcNow();
        foreach (var known in _known.Values)
        {
            // Use that was not written down may have kept an entry alive.
            if (known is { IsDurable: true, Id: { } id } && IsInTime(known, now) && found.Any(entry => entry.Summary.Id == id)
                && await _disk.ReadAsync(id, default) is not null)
                Assert.NotNull(Cache.Find(id));
        }
    }
}
