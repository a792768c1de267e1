namespace Likewise.Evaluation;

/// <summary>What was served by meaning after the prompts became others.</summary>
/// <param name="Requests">Prompts of the second kind.</param>
/// <param name="Served">Their hits by meaning.</param>
/// <param name="Audited">How many hits were audited.</param>
/// <param name="AuditedUntilBack">
/// How many hits had been audited when the wrong share of all that was served from then on was back within the bound; null where
/// nothing bounds it.
/// </param>
public sealed record DriftReport(int Requests, ServedGroup Served, int Audited, int? AuditedUntilBack)
{
    internal static DriftReport Of(int requests, IReadOnlyList<StreamDecision> later, double? wrongShareMax)
    {
        var hits = later.Where(decision => decision.IsServed).ToArray();
        return new DriftReport(
            requests, ServedGroup.Of("later", hits), hits.Count(hit => hit.IsAudited),
            wrongShareMax is { } bound ? hits.Take(BackAt(hits, bound)).Count(hit => hit.IsAudited) : null);
    }

    /// <summary>The first hit from which on no larger share is wrong; past the end where that holds from none.</summary>
    private static int BackAt(StreamDecision[] hits, double wrongShareMax)
    {
        var (back, wrong) = (hits.Length, 0);
        for (var at = hits.Length - 1; at >= 0; at--)
        {
            wrong += hits[at].IsRight ? 0 : 1;
            if (wrong <= wrongShareMax * (hits.Length - at))
                back = at;
        }

        return back;
    }
}
