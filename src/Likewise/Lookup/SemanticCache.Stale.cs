namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Completes when every fresh answer that is being fetched behind a stale one is there, or has failed.</summary>
    internal Task WhenRefreshedAsync(CancellationToken cancellationToken) =>
        _background.WhenEndedAsync(WorkClass.Refresh, cancellationToken);

    /// <summary>
    /// Behind a stale answer a fresh one is fetched, where it may be stored. Who takes stale answers beyond the operator's window
    /// begins nothing.
    /// </summary>
    private void RefreshBehind(
        LookupHit hit, NormalizedRequest request,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options)
    {
        if (hit.Staleness == Staleness.WhileRevalidate && !request.Request.Directives.NoStore)
            _refresher.Start(hit.Entry.Id, token => RefreshAsync(hit.Entry, request, factory, options, token));
    }

    /// <summary>
    /// Asks the model in the asker's own words, for no others are kept, and stores what it says under them. The fresh answer
    /// takes the place of the stale one whatever its words were: who asks in those finds it by meaning, or asks the model.
    /// </summary>
    /// <returns>Whether there is a fresh answer now.</returns>
    private async ValueTask<bool> RefreshAsync(
        EntrySummary stale, NormalizedRequest request,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options,
        CancellationToken cancellationToken) =>
        await ReplaceAsync(
            stale, request, await FlyAheadAsync(request, null, factory, options, cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);

    /// <summary>
    /// The stale entry leaves, if storing the fresh answer has not replaced it; not one that more stand behind.
    /// </summary>
    /// <returns>Whether there is a fresh answer now.</returns>
    private async ValueTask<bool> ReplaceAsync(EntrySummary stale, NormalizedRequest request, CacheAnswer answer)
    {
        if (answer.IsHit || answer.Stored is not { Status: StoreStatus.Stored } stored)
            return false;

        if (stale.Id != stored.Id && _table.TryGet(stale.Id, out var resident)
            && !request.Viewer.IsConfirmed(resident.ConfirmedBy))
            await _remover.RemoveAsync(resident, CancellationToken.None, RemovalReason.Replaced).ConfigureAwait(false);
        return true;
    }

    /// <summary>Asks the model for nobody: before anybody asks, or for the entry that answers now.</summary>
    /// <returns>Null where a refresh of that entry is under way, or failed a moment ago.</returns>
    private async ValueTask<CacheAnswer?> FetchAheadAsync(
        NormalizedRequest request, LookupResult found,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options,
        CancellationToken cancellationToken)
    {
        if (found is LookupMiss miss)
            return await FlyAheadAsync(request, miss, factory, options, cancellationToken).ConfigureAwait(false);

        var old = ((LookupHit)found).Entry;
        if (!_refresher.TryBegin(old.Id))
            return null;
        var isStored = false;
        try
        {
            var answer = await FlyAheadAsync(request, null, factory, options, cancellationToken).ConfigureAwait(false);
            isStored = await ReplaceAsync(old, request, answer).ConfigureAwait(false);
            return answer;
        }
        finally
        {
            _refresher.End(old.Id, isStored);
        }
    }

    /// <summary>Joins a flight for the same words, or leads one for nobody.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="miss">What a lookup found already; null where none is asked for.</param>
    /// <param name="factory">Calls the model.</param>
    /// <param name="options">Wishes for the entry.</param>
    /// <param name="cancellationToken">Leaves the flight.</param>
    private async ValueTask<CacheAnswer> FlyAheadAsync(
        NormalizedRequest request, LookupMiss? miss,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options,
        CancellationToken cancellationToken)
    {
        // 1. A call for the same words may be under way already: whoever made it stores its answer.
        var key = FlightKey.Of(request);
        var (flight, leads) = Board(key, request.Viewer.MayJoin);
        try
        {
            // 2. Otherwise ask as if nothing were stored.
            if (leads)
                _ = LeadAheadAsync(key, flight, miss is null ? Afresh(request) : request, miss, factory, options);
            return await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            flight.Leave();
        }
    }

    /// <summary>Leads a flight that nobody has asked for. Never throws: those aboard learn of it.</summary>
    private async Task LeadAheadAsync(
        FlightKey key, Flight flight, NormalizedRequest request, LookupMiss? miss,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options)
    {
        try
        {
            // Not reported: nobody looked anything up.
            miss ??= (LookupMiss)await _pipeline.RunAsync(request, _pipeline.StartClock(), flight.Abandoned)
                .ConfigureAwait(false);
            (miss.Request, miss.Prompt) = (request.Request, request.EmbeddingText);
            var answer = await FetchAsync(flight, request, miss, factory, options, mayQueue: null).ConfigureAwait(false);
            _flights.Remove(key, flight);
            flight.Land(answer);
        }
#pragma warning disable CA1031 // Handed to those aboard: the refresh has failed, others who wait ask for themselves.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _flights.Remove(key, flight);
            flight.Fail(fault);
        }
    }

    private static NormalizedRequest Afresh(NormalizedRequest request) => request with
    {
        Request = request.Request with { Directives = request.Request.Directives with { NoLookup = true } },
        Stale = StaleUse.Look,
    };

    /// <summary>The stale answer that stands in for the model's; null where there is none.</summary>
    private async ValueTask<LookupHit?> StandInForAsync(
        LookupMiss miss, NormalizedRequest request, CancellationToken cancellationToken)
    {
        if (miss.Reason is MissReason.NotAsked or MissReason.Bypassed or MissReason.Withheld)
            return null; // It is refused, not kept, or kept back.

        var asked = request with { Stale = StaleUse.Error, IsWithheld = false };
        var result = await _pipeline.RunAsync(asked, _pipeline.StartClock(), cancellationToken).ConfigureAwait(false);
        if (result is not LookupHit hit)
            return null;

        (hit.Request, hit.Prompt) = (request.Request, request.EmbeddingText);
        _refresher.Served(hit.Staleness);
        return hit;
    }
}
