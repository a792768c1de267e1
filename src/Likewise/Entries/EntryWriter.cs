namespace Likewise;

/// <summary>
/// The way of storing: seal, admit, write the payload, publish the pointers (near, far, exact). Nothing is findable before its
/// payload is written (invariant I2).
/// </summary>
internal sealed class EntryWriter(
    SemanticCacheOptions options, IEntryStore store, SeamGuard storeGuard, EntryTable table, ResidentResponses responses,
    VectorTiers tiers, EntryRemover remover, InvalidationLedger ledger, Evictor evictor, TimeProvider time)
{
    /// <summary>
    /// As many small entries as may have to leave for a large one; what a lower limit drives out is not a store's work.
    /// </summary>
    private const int EvictedByStoreMax = 1_000;

    private readonly LifePolicy _lives = new(options);
    private readonly KeyTurns _turns = new(options.WriteTimeout, time);
    private readonly int _responseBytesMax = options.ResponseBytesMax;

    public async ValueTask<StoreOutcome> WriteAsync(
        EmbeddedRequest request, RecordedResponse response, EntryOptions wishes, PrincipalSet confirmedBy,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var life = _lives.Of(request.Normalized, response, wishes, now);
        var summary = Summarize(request, response, wishes, now) with { Expiry = life.Expiry };
        var activity = new EntryActivity(0, now) { ConfirmedBy = confirmedBy };
        var outcome = await WriteAsync(summary, request.Vector, activity, response, cancellationToken).ConfigureAwait(false);
        return outcome.Status == StoreStatus.Stored ? outcome with { Life = life } : outcome;
    }

    /// <summary>Writes an entry of which everything is known.</summary>
    public async ValueTask<StoreOutcome> WriteAsync(
        EntrySummary summary, ReadOnlyMemory<float> vector, EntryActivity activity, RecordedResponse response,
        CancellationToken cancellationToken)
    {
        // 1. Admit and seal.
        if (Admission.ObjectionTo(response) is { } objection)
            return StoreOutcome.Refused(objection);
        if (ObjectionTo(summary) is { } taken)
            return taken;
        var payload = PayloadCodec.Seal(response);
        if (payload.Length > _responseBytesMax)
            return StoreOutcome.Refused($"the answer takes {payload.Length} bytes; at most {_responseBytesMax} are stored");

        // 2. Write the payload, and with it all that is said of the entry. What comes last is last in the store and here.
        using var turn = await _turns.TakeAsync(summary.Key, cancellationToken).ConfigureAwait(false);
        if (turn is null)
            return StoreOutcome.Failed("other answers to the same words were not stored in time");
        var entry = new Entry(table.Texts.Share(summary) with { PayloadBytes = payload.Length }, vector, payload, activity);
        table.Begin(entry.Summary.Id);
        var stored = AsStored(entry);
        var written = await storeGuard.CallAsync(
            (store, stored),
            static (call, token) => call.store.WriteAsync(call.stored, token),
            cancellationToken).ConfigureAwait(false);
        if (!written.Succeeded)
        {
            // It may yet be written, late. Then it must go again, or it would come back after a restart unannounced.
            remover.Owe(entry.Summary.Id);
            return StoreOutcome.Failed(written.Fault!); // Not succeeded, so there is a fault.
        }

        // 3. Publish.
        var resident = await PublishAsync(entry, response, CancellationToken.None).ConfigureAwait(false);
        if (ObjectionTo(entry.Summary) is { } late)
        {
            await remover.RemoveAsync(resident, CancellationToken.None).ConfigureAwait(false);
            return late;
        }

        return new StoreOutcome(StoreStatus.Stored, entry.Summary.Id, null)
        {
            IsDurable = store.IsDurable && stored == entry,
        };
    }

    /// <summary>Makes a written entry findable, and what must leave for it unfindable.</summary>
    private async ValueTask<Resident> PublishAsync(Entry entry, RecordedResponse response, CancellationToken cancellationToken)
    {
        var summary = entry.Summary;
        var resident = new Resident(summary, entry.Activity);
        if (summary.Eligibility == Eligibility.Semantic)
            await tiers.PublishAsync(summary, entry.Vector, cancellationToken).ConfigureAwait(false);
        responses.Hold(resident, response);
        if (table.Add(resident) is { } replaced)
            await remover.UnpublishAsync(replaced, RemovalReason.Replaced, cancellationToken).ConfigureAwait(false);
        await evictor.RunAsync(EvictedByStoreMax, cancellationToken).ConfigureAwait(false);
        return resident;
    }

    /// <summary>
    /// As the store is to know it: asked for before every invalidation that is not written down there. One that is all the same
    /// may then take it after a restart.
    /// </summary>
    private Entry AsStored(Entry entry) => ledger.WrittenEpoch is var written && written < entry.Summary.Epoch
        ? entry with { Summary = entry.Summary with { Epoch = written } }
        : entry;

    /// <summary>An answer may be made of what was wrong, if what it belongs to was invalidated after it was asked for.</summary>
    private StoreOutcome? ObjectionTo(EntrySummary summary) => ledger.TakenSince(summary) is null
        ? null
        : StoreOutcome.Refused("what it belongs to was invalidated after it was asked for");

    private static EntrySummary Summarize(
        EmbeddedRequest request, RecordedResponse response, EntryOptions wishes, DateTimeOffset now)
    {
        var (normalized, vector, identity) = request;
        return new EntrySummary
        {
            Id = EntryId.New(),
            Key = normalized.Key,
            Tenant = normalized.Request.Tenant,
            Visibility = normalized.Viewer.Visibility,
            Namespace = normalized.Request.Namespace,
            Model = response.Model.Length > 0 ? response.Model : normalized.Request.Model,
            Prompt = normalized.EmbeddingText,
            Tags = [.. wishes.Tags],
            Sources = [.. wishes.Sources],
            Epoch = request.Epoch,
            Eligibility = vector.IsEmpty ? Eligibility.ExactOnly : normalized.Eligibility,
            Embedder = identity,
            CreatedAt = now,
            Expiry = default, // The policy's word.
            Cost = new TokenUsage(response.Usage.InputTokens, response.Usage.OutputTokens),
            Latency = wishes.Latency,
            PayloadBytes = 0, // Not sealed yet.
        };
    }
}
