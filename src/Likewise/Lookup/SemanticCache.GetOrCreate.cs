namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Answers a request from the cache, or else by calling the model and storing what it says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="factory">
    /// Calls the model. Its token is cancelled when nobody waits for the answer any more, which may be later than the caller's
    /// own: others may be waiting for the same words. It may then still run when the caller has gone.
    /// </param>
    /// <param name="options">Wishes for the entry; null for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer, what the lookup found, and what became of the model's answer.</returns>
    /// <exception cref="ArgumentException">The request or a wish is impossible.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <remarks>
    /// Requests for the same words that arrive while the model is being called wait for that one call. What the factory throws
    /// reaches the caller whose factory it was, unchanged, and nobody else: the others call for themselves, one first. Where the
    /// operator lets stale answers stand in (<see cref="StaleOptions"/>), one may be given instead of that, or at once, in which
    /// case the factory is called behind it.
    /// </remarks>
    public async ValueTask<CacheAnswer> GetOrCreateAsync(
        PromptRequest request, Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>> factory,
        EntryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var answer = await AnswerAsync(
            request, (asked, _, token) => factory(asked, token), options, isLiveWanted: false, cancellationToken)
            .ConfigureAwait(false);
        return answer.Whole!; // Live answers only where they are wanted.
    }

    /// <summary>The same, for callers who want the model's answer while it comes.</summary>
    /// <inheritdoc cref="GetOrCreateAsync" path="/exception|/remarks"/>
    /// <param name="request">The request.</param>
    /// <param name="factory">
    /// Calls the model, puts what comes into the writer, and returns the whole answer, which is then stored. What it throws
    /// before <see cref="LiveWriter.Begin"/> is treated as there; what it throws between that and <see cref="LiveWriter.End"/>
    /// breaks the answer off for everybody.
    /// </param>
    /// <param name="options">Wishes for the entry; null for none.</param>
    /// <param name="cancellationToken">Stops waiting for the answer to begin.</param>
    /// <returns>The answer as a whole where it is there, and otherwise while it comes. To be disposed of.</returns>
    public ValueTask<AnswerStream> GetOrStreamAsync(
        PromptRequest request, Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory,
        EntryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return AnswerAsync(request, factory, options, isLiveWanted: true, cancellationToken);
    }

    private async ValueTask<AnswerStream> AnswerAsync(
        PromptRequest request, Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory,
        EntryOptions? options, bool isLiveWanted, CancellationToken cancellationToken)
    {
        EntryOptionsValidator.Validate(options ?? EntryOptions.Default);
        cancellationToken.ThrowIfCancellationRequested();

        for (var handovers = 0; ; handovers++)
        {
            // 1 and 2. Normalize; the same words?
            var clock = _pipeline.StartClock();
            var normalized = _pipeline.Normalize(request, ref clock);
            if (!normalized.IsWithheld) // What is compared with the model's answer is to be in time.
                normalized = normalized with { Stale = StaleUse.Revalidate };
            if (_pipeline.TryExact(normalized, ref clock) is { } hit)
            {
                RefreshBehind(hit, normalized, factory, options);
                return new AnswerStream(new CacheAnswer(hit.Response, Report(normalized, hit, null), null));
            }

            // 3. Join a call for the same words, or lead one; 4 to 7 and the model's call are the leader's.
            var key = FlightKey.Of(normalized);
            var (flight, leads) = Board(key, mayJoin: handovers <= _handoversMax && MayJoin(normalized));
            if (leads)
                _ = FlyAsync(key, flight, normalized, clock, factory, options);
            else
                _popular.Asked(normalized); // Who leads is counted with his lookup.
            try
            {
                return await ArriveAsync(flight, request.Tenant, leads, isLiveWanted, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
#pragma warning disable CA1031 // A failed leader is never shared: whatever it was, the next turn asks again.
            catch (Exception) when (!leads)
#pragma warning restore CA1031
            {
            }
        }
    }

    private static bool MayJoin(in NormalizedRequest request) =>
        request.Eligibility != Eligibility.Bypass && request.Viewer.MayJoin
        && request.Request.Directives is { NoLookup: false, NoStore: false };

    /// <summary>A flight for the same words, or a new one; one of its own where it may not join, or too many fly.</summary>
    private (Flight Flight, bool Leads) Board(in FlightKey key, bool mayJoin) =>
        (mayJoin ? _flights.Enter(key) : null) ?? (new Flight(), true);

    /// <summary>Waits for the answer to begin or to be there. Whoever gets one that is coming stays aboard.</summary>
    private async ValueTask<AnswerStream> ArriveAsync(
        Flight flight, string tenant, bool leads, bool isLiveWanted, CancellationToken cancellationToken)
    {
        var stays = false;
        try
        {
            if (isLiveWanted && await flight.Begun.WaitAsync(cancellationToken).ConfigureAwait(false) is var (live, lookup))
            {
                stays = true;
                if (!leads)
                    _telemetry.Joined(tenant);
                return new AnswerStream(flight, live, lookup, isJoined: !leads);
            }

            var answer = await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new AnswerStream(leads ? answer : Joined(tenant, answer));
        }
        finally
        {
            if (!stays)
                flight.Leave();
        }
    }

    private CacheAnswer Joined(string tenant, CacheAnswer answer)
    {
        _telemetry.Joined(tenant);
        return answer with { Stored = null, IsJoined = true };
    }

    /// <summary>Leads a flight to its end, whoever is still aboard then. Never throws: those aboard learn of it.</summary>
    private async Task FlyAsync(
        FlightKey key, Flight flight, NormalizedRequest request, LookupClock clock,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options)
    {
        try
        {
            var answer = await LeadAsync(key, flight, request, clock, factory, options).ConfigureAwait(false);
            if (answer.Stored is not { Status: StoreStatus.Queued })
                _flights.Remove(key, flight);
            flight.Land(answer);
        }
#pragma warning disable CA1031 // Handed to those aboard: the leader throws it on, the others ask again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _flights.Remove(key, flight);
            flight.Fail(fault);
        }
    }

    /// <summary>The rest of the lookup, then the model's call and the storing of what it says.</summary>
    private async ValueTask<CacheAnswer> LeadAsync(
        FlightKey key, Flight flight, NormalizedRequest request, LookupClock clock,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options)
    {
        var result = await RunAsync(request, clock, flight.Abandoned).ConfigureAwait(false);
        if (result is LookupHit hit)
        {
            _auditor.Served(hit, token => CallAsync(request.Request, new LiveWriter(new Flight(), hit), factory, token));
            RefreshBehind(hit, request, factory, options);
            return new CacheAnswer(hit.Response, hit, null);
        }

        var miss = (LookupMiss)result;
        try
        {
            return await FetchAsync(flight, request, miss, factory, options, mayQueue: key).ConfigureAwait(false);
        }
        catch (Exception fault) when (!flight.Abandoned.IsCancellationRequested && _refresher.Masks(fault))
        {
            if (await StandInForAsync(miss, request, flight.Abandoned).ConfigureAwait(false) is not { } stale)
                throw;
            return new CacheAnswer(stale.Response, stale, null) { Masked = fault };
        }
    }

    /// <summary>Calls the model and stores what it says, behind its answer where it may be queued under a key.</summary>
    private async ValueTask<CacheAnswer> FetchAsync(
        Flight flight, NormalizedRequest request, LookupMiss miss,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options,
        FlightKey? mayQueue)
    {
        var started = _time.GetTimestamp();
        var response = await CallAsync(request.Request, new LiveWriter(flight, miss), factory, flight.Abandoned)
            .ConfigureAwait(false);
        if (!request.IsProbe)
            _auditor.Answered(miss, response);
        var wishes = options ?? EntryOptions.Default;
        if (wishes.Latency == TimeSpan.Zero)
            wishes = wishes with { Latency = _time.GetElapsedTime(started) };

        // The answer is there: from here on a caller who leaves changes nothing, and the write has its own deadline.
        var stored = miss.Ticket is not { } ticket
            ? StoreOutcome.Refused(miss.Detail ?? "the caller asked not to store")
            : (mayQueue is { } key ? TryQueue(key, flight, ticket, response, wishes) : null)
                ?? await StoreAsync(ticket, response, wishes, CancellationToken.None).ConfigureAwait(false);
        return new CacheAnswer(response, miss, stored);
    }

    /// <summary>Calls the model. However that ends, an answer that has begun ends with it.</summary>
    private static async ValueTask<RecordedResponse> CallAsync(
        PromptRequest request, LiveWriter writer,
        Func<PromptRequest, LiveWriter, CancellationToken, ValueTask<RecordedResponse>> factory,
        CancellationToken cancellationToken)
    {
        try
        {
            var response = await factory(request, writer, cancellationToken).ConfigureAwait(false);
            writer.End();
            return response;
        }
        catch (Exception fault)
        {
            writer.Fail(fault);
            throw;
        }
    }
}
