namespace Likewise;

/// <summary>Chooses entries out of the whole store, by meaning too.</summary>
/// <remarks>
/// By meaning it compares exactly, vector by vector: what is to go must not slip through an approximation, and scopes, in which
/// the tiers search, play no part. Vectors of different embedders are never compared (invariant I3); an entry without a vector,
/// which is found by its words alone, has its prompt embedded for the purpose.
/// </remarks>
internal sealed class EntrySelector(
    IEntryStore store, SeamGuard guard, EmbedderRoster roster, EmbeddingStage embedding, TimeProvider time)
{
    /// <summary>How many prompts without a vector are embedded in one call.</summary>
    private const int TextsMax = 32;

    public async ValueTask<SelectedEntries> SelectAsync(EntrySelection selection, CancellationToken cancellationToken)
    {
        // 1. Where the text lies, for each embedder.
        var probes = new Dictionary<EmbedderIdentity, float[]>();
        foreach (var seat in selection.Like is null ? [] : roster.All)
        {
            var probe = probes[seat.Identity] = new float[seat.Identity.Dimension];
            string[] text = [PromptText.Canonical(selection.Like!)]; // Without it there is no seat here.
            if (await EmbedAsync(seat, text, probe, cancellationToken).ConfigureAwait(false) is { } fault)
                return new SelectedEntries([], 0, fault);
        }

        // 2. Every entry that comes into question, its vector compared and let go.
        var found = new Findings();
        var scan = await guard.CallAsync(
            (self: this, selection, probes, found),
            static (call, token) => call.self.ScanAsync(call.selection, call.probes, call.found, token),
            cancellationToken).ConfigureAwait(false);
        if (!scan.Succeeded)
            return new SelectedEntries([], 0, scan.Fault);

        // 3. Those that have no vector.
        foreach (var seat in roster.All)
        {
            var unembedded = found.Unembedded.Where(entry => entry.Embedder == seat.Identity).Chunk(TextsMax);
            foreach (var some in unembedded)
            {
                if (await CompareAsync(seat, some, probes, found, cancellationToken).ConfigureAwait(false) is { } fault)
                    return new SelectedEntries([], 0, fault);
            }
        }

        // 4. The closest, or the youngest, first.
        found.Chosen.RemoveAll(entry => entry.Similarity < selection.SimilarityMin);
        var inOrder = found.Chosen.OrderByDescending(entry => entry.Similarity).ThenBy(entry => EntryCursor.Of(entry.Entry));
        return new SelectedEntries([.. inOrder], found.NotCompared, null);
    }

    private async ValueTask ScanAsync(
        EntrySelection selection, Dictionary<EmbedderIdentity, float[]> probes, Findings found,
        CancellationToken cancellationToken)
    {
        await foreach (var entry in store.ScanAsync(selection.Filter, cancellationToken).ConfigureAwait(false))
        {
            var summary = entry.Summary;
            if (summary.HasEnded(time.GetUtcNow(), entry.Activity))
                continue;

            if (selection.Like is null)
                found.Chosen.Add(new SelectedEntry(summary, null));
            else if (!probes.TryGetValue(summary.Embedder, out var probe))
                found.NotCompared++;
            else if (entry.Vector.Length == probe.Length)
                found.Chosen.Add(new SelectedEntry(summary, Cosine(probe, entry.Vector.Span)));
            else
                found.Unembedded.Add(summary);
        }
    }

    private async ValueTask<string?> CompareAsync(
        EmbedderSeat seat, EntrySummary[] entries, Dictionary<EmbedderIdentity, float[]> probes, Findings found,
        CancellationToken cancellationToken)
    {
        var probe = probes[seat.Identity];
        var vectors = new float[entries.Length * probe.Length];
        var prompts = Array.ConvertAll(entries, entry => entry.Prompt);
        var fault = await EmbedAsync(seat, prompts, vectors, cancellationToken).ConfigureAwait(false);
        for (var at = 0; at < entries.Length; at++)
            found.Chosen.Add(new SelectedEntry(entries[at], Cosine(probe, vectors.AsSpan(at * probe.Length, probe.Length))));
        return fault;
    }

    /// <returns>Why the vectors are not to be used; null where they are.</returns>
    private async ValueTask<string?> EmbedAsync(
        EmbedderSeat seat, string[] texts, float[] vectors, CancellationToken cancellationToken)
    {
        var attempt = await embedding.EmbedAsync(seat.Embedder, texts, vectors, cancellationToken).ConfigureAwait(false);
        if (!attempt.Succeeded)
            return attempt.Fault;

        var dimension = vectors.Length / texts.Length;
        return Enumerable.Range(0, texts.Length)
            .Select(at => EmbeddingCheck.FaultOf(vectors.AsSpan(at * dimension, dimension)))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Of unit vectors; a plain loop, for reading one out of a store takes far longer.</summary>
    public static double Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double sum = 0;
        for (var at = 0; at < one.Length; at++)
            sum += (double)one[at] * other[at];
        return Math.Clamp(sum, -1, 1);
    }

    private sealed class Findings
    {
        public List<SelectedEntry> Chosen { get; } = [];

        public List<EntrySummary> Unembedded { get; } = [];

        public int NotCompared { get; set; }
    }
}
