namespace Likewise;

/// <summary>What a note says of a candidate, in the log's words.</summary>
internal static class CandidateFates
{
    /// <param name="noted">The candidate.</param>
    /// <param name="viewer">Who asked.</param>
    /// <param name="at">When.</param>
    public static CandidateFate Of(in NotedCandidate noted, in Viewer viewer, DateTimeOffset at)
    {
        var (candidate, fate, verdict) = noted;
        if (fate.HasFlag(CandidateFate.PassedOver))
            return ReasonOf(candidate.Summary, viewer, at);
        if (!fate.HasFlag(CandidateFate.Examined))
            return CandidateFate.None;

        var isAccepted = verdict.Outcome == VerdictOutcome.Accept;
        return (isAccepted ? CandidateFate.Accepted : 0)
            | (isAccepted && !fate.HasFlag(CandidateFate.Verified) ? CandidateFate.Sure : 0)
            | (verdict.Rule == Decider.Fault ? CandidateFate.Faulted : 0);
    }

    /// <summary>The lookup says only that it was passed over.</summary>
    private static CandidateFate ReasonOf(EntrySummary summary, in Viewer viewer, DateTimeOffset at)
    {
        if (!viewer.MaySee(summary))
            return CandidateFate.Foreign;
        return at >= summary.Expiry.At ? CandidateFate.Ended : CandidateFate.None;
    }
}
