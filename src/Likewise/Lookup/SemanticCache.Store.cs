namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Stores the model's answer to a request that was a miss, without normalizing or embedding again.</summary>
    /// <param name="ticket">What the miss left behind.</param>
    /// <param name="response">The answer. One that is cut short, filtered or empty is refused.</param>
    /// <param name="options">Wishes for the entry; null for none.</param>
    /// <param name="cancellationToken">Stops waiting; the answer may then be stored or not.</param>
    /// <returns>What became of it. When it says stored and durable, the answer survives the end of the process.</returns>
    /// <exception cref="ArgumentException">A wish is impossible, or the ticket is of a cache with another embedder.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<StoreOutcome> StoreAsync(
        StoreTicket ticket, RecordedResponse response, EntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(response);
        var wishes = options ?? EntryOptions.Default;
        EntryOptionsValidator.Validate(wishes);
        if (!_tiers.Hold(ticket.Request.Identity))
            throw new ArgumentException(
                "The ticket is of a cache with another embedder: use it where it was given.", nameof(ticket));

        var (asked, startedAt) = (ticket.Request.Normalized.Request, _time.GetTimestamp());
        using var span = CacheSpans.Start(LikewiseTelemetry.StoreSpan, asked, _telemetry.TracesPrompts);
        var backing = await _confirmer.WeighAsync(ticket, response, wishes, cancellationToken).ConfigureAwait(false);
        var outcome = backing.Instead ?? await _writer.WriteAsync(
            ticket.Request, backing.Words ?? response, wishes, backing.ConfirmedBy, cancellationToken).ConfigureAwait(false);
        _telemetry.Stored(asked.Tenant, outcome, startedAt);
        if (span is not null)
            CacheSpans.End(span, outcome);
        if (_journal is not null && outcome is { Id: { } id, IsConfirmation: false } && _table.TryGet(id, out var resident))
            _journal.AddStored(resident.Summary, ticket.LogNumber);
        return outcome;
    }

    /// <summary>Stores an answer to a request that was not looked up; one stored for the same words is replaced.</summary>
    /// <inheritdoc cref="StoreAsync(StoreTicket, RecordedResponse, EntryOptions?, CancellationToken)"/>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer. One that is cut short, filtered or empty is refused.</param>
    /// <param name="options">Wishes for the entry; null for none.</param>
    /// <param name="cancellationToken">Stops waiting; the answer may then be stored or not.</param>
    public async ValueTask<StoreOutcome> StoreAsync(
        PromptRequest request, RecordedResponse response, EntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        EntryOptionsValidator.Validate(options ?? EntryOptions.Default);

        // The lookup that is not asked to look: it normalizes and embeds, and leaves the ticket.
        var clock = _pipeline.StartClock();
        var unasked = request with { Directives = request.Directives with { NoLookup = true } };
        var normalized = _pipeline.Normalize(unasked, ref clock);
        var miss = (LookupMiss)await _pipeline.RunAsync(normalized, clock, cancellationToken).ConfigureAwait(false);
        return miss.Ticket is { } ticket
            ? await StoreAsync(ticket, response, options, cancellationToken).ConfigureAwait(false)
            : StoreOutcome.Refused(miss.Detail ?? "the caller asked not to store");
    }
}
