using System.Diagnostics.Metrics;
using static Likewise.LikewiseTelemetry;

namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Adds what the meter asks for when somebody reads it. Nothing here costs a request anything.</summary>
    private void AddGauges(UseLog uses)
    {
        var meter = _telemetry.Meter;
        meter.CreateObservableGauge(Entries, () => _table.Count, "{entry}", "Entries held.");
        meter.CreateObservableGauge(
            LikewiseTelemetry.Scopes, () => _tiers.Scopes, "{scope}", "Scopes that hold at least one vector.");
        meter.CreateObservableGauge(LikewiseTelemetry.Vectors, () => _tiers.Count, "{vector}", "Vectors held.");
        meter.CreateObservableGauge(PayloadSize, () => _table.PayloadBytes, "By", "Sealed payloads of the entries held.");
        meter.CreateObservableGauge(VectorSize, () => _tiers.Bytes, "By", "Memory taken by vectors.");
        meter.CreateObservableGauge(
            ResidentSize, () => _responses.Bytes, "By", "Payloads held in memory, counted in bytes of their sealed form.");
        meter.CreateObservableGauge(Flights, () => _flights.Count, "{call}", "Calls to models that are under way.");
        meter.CreateObservableGauge(FlightsWaiting, () => _flights.Waiting, "{request}", "Requests that wait for them.");
        meter.CreateObservableGauge(QueueLength, () => Queues(uses), "{item}", "What waits in a queue.");
        meter.CreateObservableGauge(
            Migrated, Migrations, "{entry}", "Entries of other embedders, by how far a migration has come with them.");
        AddBackground(meter);
        AddCounters(meter);
    }

    private void AddBackground(Meter meter)
    {
        meter.CreateObservableGauge(
            BackgroundWaiting, () => Work(work => (long)work.Waiting), "{item}", "Background work that waits.");
        meter.CreateObservableGauge(
            BackgroundRunning, () => Work(work => (long)work.Running), "{item}", "Background work that is under way.");
        meter.CreateObservableGauge(
            BackgroundAge, () => Work(work => work.OldestAge.TotalSeconds), "s",
            "How long that background work has waited which has waited longest.");
        meter.CreateObservableCounter(
            BackgroundEnded,
            () => _background.GetStatistics().SelectMany(line => new[]
            {
                Ended(line.Key, "done", line.Value.Done), Ended(line.Key, "failed", line.Value.Failed),
                Ended(line.Key, "dropped", line.Value.Dropped),
            }),
            "{item}", "Background work that has ended or was refused.");
    }

    private IEnumerable<Measurement<T>> Work<T>(Func<WorkStatistics, T> value)
        where T : struct =>
        _background.GetStatistics().Select(line => new Measurement<T>(value(line.Value), OfWork(line.Key)));

    private static Measurement<long> Ended(WorkClass of, string outcome, long count) =>
        new(count, OfWork(of), CacheMeter.Tag(OutcomeTag, outcome));

    private static KeyValuePair<string, object?> OfWork(WorkClass of) =>
        CacheMeter.Tag(WorkTag, CacheTelemetry.NameOf(of));

    private void AddCounters(Meter meter)
    {
        meter.CreateObservableCounter(Evicted, Departures, "{entry}", "Entries that left by themselves.");
        meter.CreateObservableCounter(StaleServed, Stale, "{hit}", "Answers given though their time was over.");
        meter.CreateObservableCounter(
            LikewiseTelemetry.Refreshes, Refreshes, "{call}", "Calls of models for fresh answers behind stale ones.");
        meter.CreateObservableCounter(Embeddings, Texts, "{text}", "Texts that were embedded.");
        meter.CreateObservableCounter(SeamFaults, Faults, "{call}", "Calls that failed or were late.");
        meter.CreateObservableCounter(
            HitsNotWritten, () => _counters.HitsDropped, "{hit}", "Hits that were not written down, the queue being full.");
        meter.CreateObservableCounter(
            DecisionsNotLogged, () => _counters.DecisionsNotLogged, "{record}", "Records that the decision log lacks.");
        meter.CreateObservableCounter(
            TokensSaved, () => Tokens(isSaved: true), "{token}", "Tokens that models did not have to read and write.");
        meter.CreateObservableCounter(
            TokensSpent, () => Tokens(isSaved: false), "{token}", "Tokens that the cache itself spent.");
        meter.CreateObservableCounter(
            TimeSaved, () => _counters.All.TimeSaved.TotalSeconds, "s", "Time that callers did not have to wait.");
        meter.CreateObservableCounter(
            TimeSpent, () => _counters.All.TimeSpent.TotalSeconds, "s", "Time that lookups took which found nothing.");
    }

    private Measurement<long>[] Queues(UseLog uses) =>
    [
        Of(uses.Count, QueueTag, "hits"),
        Of(_auditor.Waiting, QueueTag, "audits"),
        Of(_journal?.Waiting ?? 0, QueueTag, "decisions"),
        Of(_remover.Owed, QueueTag, "removals"),
        Of(_embedders.Waiting, QueueTag, "embeddings"),
    ];

    private IEnumerable<Measurement<long>> Departures()
    {
        yield return Of(_counters.Expirations, CauseTag, "ended");
        foreach (var counters in _counters.Namespaces.All)
        {
            var ofNamespace = CacheMeter.Tag(NamespaceTag, counters.Name);
            if (counters.EvictedByAll > 0)
                yield return new(counters.EvictedByAll, CacheMeter.Tag(CauseTag, "full"), ofNamespace);
            if (counters.EvictedByOwn > 0)
                yield return new(counters.EvictedByOwn, CacheMeter.Tag(CauseTag, "namespace"), ofNamespace);
        }
    }

    private Measurement<long>[] Stale()
    {
        var done = _refresher.GetStatistics();
        return [Of(done.StaleHits, CauseTag, "window"), Of(done.ServedOnError, CauseTag, "error")];
    }

    private Measurement<long>[] Refreshes()
    {
        var done = _refresher.GetStatistics();
        return
        [
            Of(done.Succeeded, OutcomeTag, "succeeded"), Of(done.Failed, OutcomeTag, "failed"),
            Of(done.Skipped, OutcomeTag, "skipped"),
        ];
    }

    private Measurement<long>[] Migrations()
    {
        var done = _migration.Statistics;
        return
        [
            Of(done.Left, OutcomeTag, "left"), Of(done.Moved, OutcomeTag, "moved"), Of(done.Dropped, OutcomeTag, "dropped"),
        ];
    }

    private Measurement<long>[] Texts() =>
    [
        Of(_counters.Embeddings - _counters.EmbeddingsKnown, OutcomeTag, "made"),
        Of(_counters.EmbeddingsKnown, OutcomeTag, "remembered"),
    ];

    private Measurement<long>[] Faults() =>
    [
        Of(_seams.Embedder.Faults, SeamTag, "embedder"),
        Of(_seams.Tier.Faults, SeamTag, "tier"),
        Of(_seams.StoreFaults, SeamTag, "store"),
        Of(_seams.Verifier.Faults, SeamTag, "verifier"),
    ];

    private IEnumerable<Measurement<long>> Tokens(bool isSaved)
    {
        foreach (var (use, model, usage) in _counters.All.Tokens)
        {
            if (use == TokenUse.Saved != isSaved)
                continue;
            var tag = isSaved ? default : CacheMeter.Tag(UseTag, use.ToString().ToLowerInvariant());
            foreach (var (type, tokens) in new[] { ("input", usage.InputTokens), ("output", usage.OutputTokens) })
            {
                var (ofModel, ofType) = (CacheMeter.Tag(ModelTag, model), CacheMeter.Tag(TokenTypeTag, type));
                yield return isSaved
                    ? new Measurement<long>(tokens, ofModel, ofType)
                    : new Measurement<long>(tokens, tag, ofModel, ofType);
            }
        }
    }

    private static Measurement<long> Of(long value, string tag, string name) => new(value, CacheMeter.Tag(tag, name));
}
