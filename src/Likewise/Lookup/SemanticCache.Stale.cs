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
        CancellationToken cancellationToken)
    {
        // 1. A call for the same words may be under way already: whoever made it stores its answer.
        var key = FlightKey.Of(request);
        var (flight, leads) = Board(key, request.Viewer.MayJoin);
        try
        {
            // 2. Otherwise ask as if nothing were stored.
            if (leads)
                _ = RefreshFlightAsync(key, flight, Afresh(request), factory, options);
            var answer = await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (answer.IsHit || answer.Stored is not { Status: StoreStatus.Stored } stored)
                return false;

            // 3. The stale entry leaves, if storing has not replaced it; not one that more stand behind.
            if (stale.Id != stored.Id && _table.TryGet(stale.Id, out var resident)
                && !request.Viewer.IsConfirmed(resident.ConfirmedBy))
                await _remover.RemoveAsync(resident, CancellationToken.None, RemovalReason.Replaced).ConfigureAwait(false);
            return true;
        }
        finally
        {
            flight.Leave();
        }
    }

    /// <summary>Leads a flight that nobody has asked for. Never throws: those aboard learn of it.</summary>
    private async Task RefreshFlightAsync(
        FlightKey key, Flight flight, NormalizedRequest request,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options)
    {
        try
        {
            // Not reported: nobody looked anything up.
            var result = await _pipeline.RunAsync(request, _pipeline.StartClock(), flight.Abandoned).ConfigureAwait(false);
            (result.Request, result.Prompt) = (request.Request, request.EmbeddingText);
            var answer = await FetchAsync(flight, request, (LookupMiss)result, factory, options, mayQueue: null)
                .ConfigureAwait(false);
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
