namespace Likewise;

/// <summary>Takes entries in that another cache, or this one, has given out.</summary>
/// <remarks>
/// A scope cannot be taken apart again, so what comes in is only believed as far as it can be checked: the fingerprint is made
/// anew of the prompt, the id is new, the tenant is the importer's, and an entry in a scope that is not the tenant's own would
/// never be served (<see cref="Viewer.MaySee"/> looks at the tenant again).
/// </remarks>
internal sealed class EntryImporter(
    SemanticCacheOptions options, NamespaceRules namespaces, EntryTable table, EmbedderRoster roster, EmbeddingStage embedding,
    EntryWriter writer, InvalidationLedger ledger, TimeProvider time)
{
    private readonly LifePolicy _lives = new(options);
    private readonly int _promptCharsMax = options.PromptCharsMax;

    public async ValueTask<StoreOutcome[]> ImportAsync(
        IReadOnlyList<ExportedEntry> entries, string tenant, ImportOptions how, CancellationToken cancellationToken)
    {
        // 1. Refuse what cannot be taken in.
        var outcomes = new StoreOutcome[entries.Count];
        var vectors = new ReadOnlyMemory<float>[entries.Count];
        var missing = new List<int>();
        for (var at = 0; at < entries.Count; at++)
        {
            vectors[at] = how.EmbedsAnew ? default : entries[at].Vector;
            if (ObjectionTo(entries[at], tenant, how) is { } objection)
                outcomes[at] = StoreOutcome.Refused(objection);
            else if (entries[at].Summary.Eligibility == Eligibility.Semantic && vectors[at].IsEmpty)
                missing.Add(at);
        }

        // 2. Embed what has no vector, together.
        foreach (var group in missing.GroupBy(at => entries[at].Summary.Embedder))
            await EmbedAsync(group.Key, [.. group], entries, vectors, outcomes, cancellationToken).ConfigureAwait(false);

        // 3. Write. Of one key the later stays.
        await Task.WhenAll(Enumerable.Range(0, entries.Count)
            .Where(at => outcomes[at] is null)
            .GroupBy(at => entries[at].Summary.Key)
            .Select(async group =>
            {
                foreach (var at in group)
                    outcomes[at] = await WriteAsync(entries[at], vectors[at], tenant, how, cancellationToken)
                        .ConfigureAwait(false);
            })).ConfigureAwait(false);
        return outcomes;
    }

    private string? ObjectionTo(ExportedEntry entry, string tenant, ImportOptions how)
    {
        var (summary, activity, vector, _, owner) = entry;
        var now = time.GetUtcNow();
        if (owner != EntryOwner.Of(summary.Key.Scope, tenant))
            return "it belongs to another tenant: its scope cannot be moved";
        if (roster.All.All(seat => seat.Identity != summary.Embedder))
            return $"its embedder is {summary.Embedder.Model}, which this cache has not";
        if (table.TryGet(summary.Key, out var present) && present.Summary.Tenant != tenant)
            return "its place is another tenant's";
        var terms = namespaces.Of(summary.Namespace);
        var isAsked = new Viewer { ConfirmationsMin = terms.ConfirmationsMin ?? options.ConfirmationsMin };
        if (present is not null && !how.IsConfirmed && isAsked.IsConfirmed(present.ConfirmedBy))
            return "more stand behind the answer that is there";
        if ((EntryOptionsValidator.FaultOf(summary.Tags) ?? EntryOptionsValidator.FaultOf(summary.Sources)
            ?? RequestValidator.FaultOfNamespace(summary.Namespace)) is { } fault)
            return fault;
        if (summary.Visibility > (terms.Visibility ?? options.Visibility))
            return $"it is seen by more than its namespace's answers are ({summary.Visibility.ToName()})";
        if (summary.CreatedAt > now || activity.LastUsedAt > now)
            return "it comes from the future";
        if (summary.HasEnded(now, activity))
            return "its time is over";
        if (ledger.TakenSinceStored(summary with { Tenant = tenant }) is { } taken)
            return $"it was invalidated at {taken.At:O}";
        if (summary.Prompt.Length == 0 || summary.Prompt.Length > _promptCharsMax)
            return $"its prompt has {summary.Prompt.Length} characters: 1 to {_promptCharsMax} are cached";
        if (vector.IsEmpty || summary.Eligibility != Eligibility.Semantic)
            return null;

        return vector.Length == summary.Embedder.Dimension
            ? EmbeddingCheck.FaultOf(vector.Span)
            : $"its vector has {vector.Length} components, not {summary.Embedder.Dimension}";
    }

    private async ValueTask EmbedAsync(
        EmbedderIdentity identity, int[] places, IReadOnlyList<ExportedEntry> entries, ReadOnlyMemory<float>[] vectors,
        StoreOutcome[] outcomes, CancellationToken cancellationToken)
    {
        var seat = roster.All.First(seat => seat.Identity == identity); // What nobody here embeds was refused.
        var made = new float[places.Length * identity.Dimension];
        var prompts = Array.ConvertAll(places, at => entries[at].Summary.Prompt);
        var attempt = await embedding.EmbedAsync(seat.Embedder, prompts, made, cancellationToken).ConfigureAwait(false);
        for (var row = 0; row < places.Length; row++)
        {
            var vector = made.AsMemory(row * identity.Dimension, identity.Dimension);
            if ((attempt.Fault ?? EmbeddingCheck.FaultOf(vector.Span)) is { } fault)
                outcomes[places[row]] = StoreOutcome.Failed(fault);
            else
                vectors[places[row]] = vector;
        }
    }

    private ValueTask<StoreOutcome> WriteAsync(
        ExportedEntry entry, ReadOnlyMemory<float> vector, string tenant, ImportOptions how, CancellationToken cancellationToken)
    {
        var summary = entry.Summary with
        {
            Id = EntryId.New(), Tenant = tenant, Epoch = ledger.Epoch,
            Expiry = _lives.Cut(entry.Summary.Expiry, time.GetUtcNow()),
        };
        var isSemantic = summary.Eligibility == Eligibility.Semantic;
        var activity = entry.Activity with
        {
            ConfirmedBy = how.IsConfirmed ? PrincipalSet.Of([PrincipalSet.Operator]) : PrincipalSet.None,
        };
        return writer.WriteAsync(summary, isSemantic ? vector : default, activity, entry.Response, cancellationToken);
    }
}
