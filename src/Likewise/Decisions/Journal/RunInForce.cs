namespace Likewise;

/// <summary>What a decision log says of the cache that writes it.</summary>
internal static class RunInForce
{
    /// <summary>
    /// Far below what anybody serves: what guards say of candidates that are further away than this, and than what is served, is
    /// not worth asking.
    /// </summary>
    private const double GuardsFrom = 0.5;

    public static LoggedRun Of(SemanticCacheParts parts, CandidateScorer? scorer)
    {
        var options = parts.Options;
        var band = parts.Verifier is null ? null : new VerifyBand(options.VerifyFrom, options.VerifyTo);
        var consideredMin = scorer is null
            ? Math.Min(options.SimilarityMin, band?.From ?? options.SimilarityMin)
            : options.Bound.SimilarityMin;
        return new LoggedRun
        {
            Id = NewId(),
            At = parts.Time.GetUtcNow(),
            Decision = options.Decision,
            SimilarityMin = options.SimilarityMin,
            ConsideredMin = consideredMin,
            RescuedMin = scorer is null ? band?.From : null,
            MaxWrongHits = options.Bound.MaxWrongHits,
            Confidence = options.Bound.Confidence,
            AuditShare = options.AuditShare,
            Guards = GuardRoster.All.Where(row => parts.Guards.Contains(row.Guard))
                .Aggregate(Guards.None, (guards, row) => guards | row.Kind),
            GuardOrder = [.. GuardRoster.All.Select(row => new LoggedGuard(row.Kind, row.Guard.Name))],
            Verifier = parts.Verifier?.Name ?? "",
            VerifiedBelow = band?.To ?? double.NaN,
            Scorer = scorer?.Name ?? "",
            Embedder = parts.Embedders.Roster.Default.Identity.ToString(),
            CandidatesMax = options.CandidatesMax,
            EntriesMax = options.EntriesMax,
            TimeToLive = options.TimeToLive,
            GuardsFrom = options.Namespaces.Aggregate(
                Math.Min(GuardsFrom, consideredMin), (least, rule) => Math.Min(least, rule.SimilarityMin ?? least)),
            IsDurable = parts.Store.IsDurable,
            IncludesText = options.DecisionLog.IncludesText,
        };
    }

    /// <summary>Random, as entries' names are.</summary>
    private static ulong NewId()
    {
        Span<byte> bytes = stackalloc byte[EntryId.SizeInBytes];
        EntryId.New().CopyTo(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
