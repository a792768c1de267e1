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
    /// reaches the caller whose factory it was, unchanged, and nobody else: the others call for themselves, one first.
    /// </remarks>
    public async ValueTask<CacheAnswer> GetOrCreateAsync(
        PromptRequest request, Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>> factory,
        EntryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        EntryOptionsValidator.Validate(options ?? EntryOptions.Default);
        cancellationToken.ThrowIfCancellationRequested();

        for (var handovers = 0; ; handovers++)
        {
            // 1 and 2. Normalize; the same words?
            var clock = _pipeline.StartClock();
            var normalized = _pipeline.Normalize(request, ref clock);
            if (_pipeline.TryExact(normalized, ref clock) is { } hit)
                return new CacheAnswer(hit.Response, Report(hit), null);

            // 3. Join a call for the same words, or lead one; 4 to 7 and the model's call are the leader's.
            var key = new FlightKey(normalized.Key, request.Directives);
            if (handovers > _handoversMax || !MayJoin(normalized) || _flights.Enter(key) is not var (flight, leads))
                return await LeadAsync(normalized, clock, factory, options, cancellationToken).ConfigureAwait(false);
            if (leads)
                _ = FlyAsync(key, flight, normalized, clock, factory, options);
            try
            {
                var answer = await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
                return leads ? answer : Joined(answer);
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
            finally
            {
                flight.Leave();
            }
        }
    }

    private static bool MayJoin(in NormalizedRequest request) =>
        request.Eligibility != Eligibility.Bypass && request.Request.Directives is { NoLookup: false, NoStore: false };

    private CacheAnswer Joined(CacheAnswer answer)
    {
        _telemetry.Joined();
        return answer with { Stored = null, IsJoined = true };
    }

    /// <summary>Leads a flight to its end, whoever is still aboard then. Never throws: those aboard learn of it.</summary>
    private async Task FlyAsync(
        FlightKey key, Flight flight, NormalizedRequest request, LookupClock clock,
        Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options)
    {
        try
        {
            var answer = await LeadAsync(request, clock, factory, options, flight.Abandoned).ConfigureAwait(false);
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
        NormalizedRequest request, LookupClock clock,
        Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>> factory, EntryOptions? options,
        CancellationToken cancellationToken)
    {
        var result = await RunAsync(request, clock, cancellationToken).ConfigureAwait(false);
        if (result is LookupHit hit)
            return new CacheAnswer(hit.Response, hit, null);

        var started = _time.GetTimestamp();
        var response = await factory(request.Request, cancellationToken).ConfigureAwait(false);
        var wishes = options ?? EntryOptions.Default;
        if (wishes.Latency == TimeSpan.Zero)
            wishes = wishes with { Latency = _time.GetElapsedTime(started) };

        // The answer is there: from here on a caller who leaves changes nothing, and the write has its own deadline.
        var stored = ((LookupMiss)result).Ticket is { } ticket
            ? await StoreAsync(ticket, response, wishes, CancellationToken.None).ConfigureAwait(false)
            : StoreOutcome.Refused(((LookupMiss)result).Detail ?? "the caller asked not to store");
        return new CacheAnswer(response, result, stored);
    }
}
