namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>
    /// Asks the model about requests that nobody has answered yet, or whose answers end soon, and stores what it says. Prompts
    /// are embedded together. Lookups go first, and nothing of it counts as one, or as a use of an entry.
    /// </summary>
    /// <param name="requests">At most <see cref="BatchItemsMax"/>; of those with the same words one is asked.</param>
    /// <param name="model">Calls the model. Its token is cancelled when nobody waits for the answer any more.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Stops; what is stored is stored.</param>
    /// <returns>What became of each, in their order. One that is impossible has a fault, and keeps no other from it.</returns>
    /// <exception cref="ArgumentException">There are too many requests, or an option is impossible.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<IReadOnlyList<BatchItem<WarmOutcome>>> WarmBatchAsync(
        IReadOnlyList<PromptRequest> requests, Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>> model,
        WarmOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(model);
        var how = options ?? WarmOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(how.ConcurrencyMax, 1, nameof(options));
        EntryOptionsValidator.Validate(how.Entry ?? EntryOptions.Default);

        using var span = CacheSpans.Start(LikewiseTelemetry.WarmSpan);
        var batch = new Batch(_pipeline, requests);
        var probes = batch.Asked.ConvertAll(asked => asked.Request with { IsProbe = true, IsWithheld = false });
        var found = await _batches.RunAsync([.. probes.Select((probe, at) => (probe, batch.Asked[at].Clock))], cancellationToken)
            .ConfigureAwait(false);
        var round = new WarmRound(this, probes, found, model, how);
        var outcomes = await round.RunAsync(cancellationToken).ConfigureAwait(false);
        if (span is not null)
            CacheSpans.End(span, outcomes);
        return batch.Gather(outcomes, static (_, outcome) => outcome);
    }

    /// <summary>Where an answer to a request is found by the same words.</summary>
    /// <returns>Null where it is a request whose answers are not stored.</returns>
    /// <exception cref="ArgumentException">The request is impossible.</exception>
    public ExactKey? KeyOf(PromptRequest request)
    {
        var clock = _pipeline.StartClock();
        var normalized = _pipeline.Normalize(request, ref clock);
        return normalized.Eligibility == Eligibility.Bypass ? null : normalized.Key;
    }

    /// <summary>The requests of one batch on their way to the model.</summary>
    private sealed class WarmRound(
        SemanticCache cache, List<NormalizedRequest> probes, LookupResult[] found,
        Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>> model, WarmOptions how)
    {
        private readonly WarmOutcome[] _outcomes = new WarmOutcome[found.Length];
        private readonly HashSet<ExactKey> _keys = [];

        public async ValueTask<WarmOutcome[]> RunAsync(CancellationToken cancellationToken)
        {
            using var places = new SemaphoreSlim(how.ConcurrencyMax);
            var calls = new List<Task>();
            try
            {
                for (var at = 0; at < found.Length; at++)
                {
                    if (OutcomeWithoutCall(at) is { } outcome)
                    {
                        _outcomes[at] = outcome;
                        continue;
                    }

                    // One that others of this batch have answered by now costs no call; of the rest the budget decides in turn.
                    await places.WaitAsync(cancellationToken).ConfigureAwait(false);
                    var known = calls.Count > 0 ? await LookAgainAsync(at, cancellationToken).ConfigureAwait(false) : null;
                    if (known is null && how.Budget is not null && !await how.Budget
                        .TakeAsync(probes[at].Request.Model, cancellationToken).ConfigureAwait(false))
                        known = new WarmOutcome(WarmStatus.OverBudget, null, "the budget allows no call");
                    if (known is null)
                        calls.Add(AskAsync(at, places, cancellationToken));
                    else
                        (_outcomes[at], _) = (known, places.Release());
                }
            }
            finally
            {
                await Task.WhenAll(calls).ConfigureAwait(false);
            }

            return _outcomes;
        }

        private WarmOutcome? OutcomeWithoutCall(int at)
        {
            if (found[at] is LookupHit hit && !(hit.FreshFor <= how.RefreshWithin))
                return new WarmOutcome(WarmStatus.Known, hit.Entry.Id);
            if (found[at] is LookupMiss { Ticket: null } miss)
                return new WarmOutcome(WarmStatus.Refused, null, miss.Detail ?? "its answers are not stored");
            if (!_keys.Add(found[at] is LookupHit of ? of.Entry.Key : probes[at].Key))
                return new WarmOutcome(WarmStatus.Known);
            return how.IsDryRun ? new WarmOutcome(WarmStatus.Due) : null;
        }

        private async ValueTask<WarmOutcome?> LookAgainAsync(int at, CancellationToken cancellationToken)
        {
            if (found[at] is not LookupMiss { Ticket.Request.Vector: { IsEmpty: false } vector })
                return null;
            var embedded = new Attempt<EmbeddingUsage>(default, null, false);
            return await cache._pipeline
                .RunByMeaningAsync(probes[at], embedded, vector, cache._pipeline.StartClock(), cancellationToken)
                .ConfigureAwait(false) is LookupHit hit
                ? new WarmOutcome(WarmStatus.Known, hit.Entry.Id)
                : null;
        }

        private async Task AskAsync(int at, SemaphoreSlim places, CancellationToken cancellationToken)
        {
            var usage = default(TokenUsage);
            try
            {
                var hasTurn = await cache._background.RunAsync(
                    WorkClass.Warm, async token => _outcomes[at] = await FetchAsync(token).ConfigureAwait(false),
                    cancellationToken).ConfigureAwait(false);
                if (!hasTurn)
                    _outcomes[at] = new WarmOutcome(WarmStatus.Failed, null, "too much background work waits");
                _outcomes[at] = _outcomes[at] with { Usage = usage };
            }
            finally
            {
                how.Budget?.Spend(probes[at].Request.Model, usage); // Nothing where it failed: it is not under way any more.
                places.Release();
            }

            async ValueTask<WarmOutcome> FetchAsync(CancellationToken token)
            {
                var attempt = await cache._seams.Warming.CallAsync(
                    at, (place, call) => cache.FetchAheadAsync(probes[place], found[place], CallAsync, how.Entry, call), token)
                    .ConfigureAwait(false);
                return attempt.Succeeded
                    ? OutcomeOf(attempt.Value)
                    : new WarmOutcome(WarmStatus.Failed, null, attempt.Fault);
            }

            async ValueTask<RecordedResponse> CallAsync(PromptRequest asked, LiveWriter writer, CancellationToken token)
            {
                var response = await model(asked, token).ConfigureAwait(false);
                usage = response.Usage;
                return response;
            }
        }

        private static WarmOutcome OutcomeOf(CacheAnswer? answer) => answer switch
        {
            null => new WarmOutcome(WarmStatus.Known, null, "it is being asked, or failed a moment ago"),
            { Lookup: LookupHit hit } => new WarmOutcome(WarmStatus.Known, hit.Entry.Id),
            { Stored: { Status: StoreStatus.Stored, Id: var id } } => new WarmOutcome(WarmStatus.Stored, id),
            { Stored: { Status: StoreStatus.Queued } or null } => new WarmOutcome(WarmStatus.Known),
            { Stored.Reason: var reason } => new WarmOutcome(WarmStatus.NotStored, null, reason),
        };
    }
}
