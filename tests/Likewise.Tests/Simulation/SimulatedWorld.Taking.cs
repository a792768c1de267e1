namespace Likewise.Tests.Simulation;

/// <summary>What is taken away.</summary>
internal sealed partial class SimulatedWorld
{
    private async Task<string> InvalidateOneAsync()
    {
        var ids = _known.Values.Where(entry => entry.Id is not null).ToArray();
        if (ids.Length == 0)
            return "nothing is known";

        var chosen = ids[_random.Next(ids.Length)];
        var outcome = await Cache.InvalidateAsync(chosen.Id!.Value); // Chosen for having one.
        bool IsOfTheSameWords(KnownEntry entry) => entry.Tenant == chosen.Tenant && entry.Prompt == chosen.Prompt;
        if (outcome.Removed > 0)
            return Forget(outcome, IsOfTheSameWords);

        NoteUnsure(IsOfTheSameWords);
        return "nothing";
    }

    private async Task<string> InvalidateTagAsync()
    {
        var tag = $"tag{_random.Next(3)}";
        return Forget(await Cache.InvalidateAsync(new EntryFilter { AnyTag = [tag] }), entry => entry.Tag == tag);
    }

    private async Task<string> InvalidateTenantAsync()
    {
        var tenant = $"tenant{_random.Next(2)}";
        return Forget(await Cache.InvalidateAsync(new EntryFilter { Tenant = tenant }), entry => entry.Tenant == tenant);
    }

    private async Task<string> InvalidateSourceAsync()
    {
        var now = new EntrySource($"source{_random.Next(2)}", $"{_random.Next(2)}");
        return Forget(
            await Cache.InvalidateAsync(new EntryFilter { ChangedSources = [now] }),
            entry => entry.Source.Name == now.Name && entry.Source.Version != now.Version);
    }

    private async Task<string> InvalidateMeaningAsync()
    {
        var topic = Topics[_random.Next(Topics.Length)];
        var outcome = await Cache.InvalidateAsync(new EntrySelection { Like = topic, SimilarityMin = 0.9 });
        bool IsMeant(KnownEntry entry) => entry.Topic == topic && entry.Likeness >= 0.9;
        NoteUnsure(IsMeant); // Chosen is what is there and in time.
        if (!outcome.IsComplete || !IsAlive)
            return "not complete";

        var now = _time.GetUtcNow();
        foreach (var entry in _known.Values.Where(entry => IsMeant(entry) && IsInTime(entry, now)))
            entry.IsGone = entry.IsGoneForGood = true;
        return "complete";
    }

    private void NoteUnsure(Func<KnownEntry, bool> takes) =>
        _takings.Add(new Taking(_time.GetUtcNow(), takes, Cache, false) { IsSure = false });

    private string Forget(RemovalOutcome outcome, Func<KnownEntry, bool> takes)
    {
        if (!IsAlive)
            return "nobody heard";

        foreach (var entry in _known.Values.Where(takes))
        {
            entry.IsGone = true;
            entry.IsGoneForGood |= outcome.IsComplete;
        }

        _takings.Add(new Taking(_time.GetUtcNow(), takes, Cache, outcome.IsComplete));
        return outcome.IsComplete ? "complete" : "not complete";
    }
}
