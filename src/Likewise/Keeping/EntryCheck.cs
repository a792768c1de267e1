namespace Likewise;

/// <summary>
/// Looks an entry over as a store gave it back, whatever the store: what a checksum cannot see is whether what was written
/// was right.
/// </summary>
public static class EntryCheck
{
    /// <summary>What is wrong with an entry.</summary>
    /// <param name="entry">The entry, with its payload.</param>
    /// <returns>A finding for each fault; none for a sound entry.</returns>
    public static IEnumerable<StoreFinding> FindingsOf(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var summary = entry.Summary;
        if (FaultOfPayload(entry) is { } payload)
            yield return new StoreFinding(StoreFindingKind.Payload, summary.Id, payload);
        if (FaultOfVector(entry) is { } vector)
            yield return new StoreFinding(StoreFindingKind.Vector, summary.Id, vector);
        if (FaultOfKey(summary) is { } key)
            yield return new StoreFinding(StoreFindingKind.Key, summary.Id, key);
        if (FaultOfTimes(entry) is { } times)
            yield return new StoreFinding(StoreFindingKind.Expiry, summary.Id, times);
        if (EntryOptionsValidator.FaultOf(summary.Tags) is { } tags)
            yield return new StoreFinding(StoreFindingKind.Tags, summary.Id, tags);
    }

    private static string? FaultOfPayload(Entry entry)
    {
        if (entry.Payload.Length != entry.Summary.PayloadBytes)
            return $"its answer has {entry.Payload.Length} bytes, not {entry.Summary.PayloadBytes}";
        try
        {
            PayloadCodec.Open(entry.Payload.Span);
            return null;
        }
        catch (PayloadException refused)
        {
            return refused.Message;
        }
    }

    private static string? FaultOfVector(Entry entry)
    {
        var (summary, vector) = (entry.Summary, entry.Vector);
        if (summary.Eligibility != Eligibility.Semantic)
            return vector.IsEmpty ? null : "it is found by its words alone, and has a vector";

        return vector.Length == summary.Embedder.Dimension
            ? EmbeddingCheck.FaultOf(vector.Span)
            : $"its vector has {vector.Length} components, not {summary.Embedder.Dimension}";
    }

    /// <summary>The scope cannot be made again without the request; the other half of the key can.</summary>
    private static string? FaultOfKey(EntrySummary summary)
    {
        if (UnicodeText.IndexOfHalfPair(summary.Prompt) >= 0)
            return "its prompt has half a surrogate pair";
        if (!Enum.IsDefined(summary.Visibility))
            return "it does not say who may be given it";
        return RequestNormalizer.FingerprintOf(summary.Prompt) == summary.Key.Fingerprint
            ? null
            : "its fingerprint is not that of its prompt";
    }

    private static string? FaultOfTimes(Entry entry)
    {
        var (summary, activity) = (entry.Summary, entry.Activity);
        if (summary.Expiry.At <= summary.CreatedAt)
            return "it ends before it begins";
        if (summary.Expiry.Sliding <= TimeSpan.Zero || summary.Latency < TimeSpan.Zero)
            return "a length of time is negative";
        return activity.HitCount < 0 || activity.Feedback.Right < 0 || activity.Feedback.Wrong < 0
            ? "a count of its use is negative"
            : null;
    }
}
