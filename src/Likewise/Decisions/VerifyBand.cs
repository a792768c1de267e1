namespace Likewise;

/// <summary>
/// Which candidates that no guard speaks against are shown to a verifier: of those that would be rejected, the ones from its
/// beginning on, and of those that would be served, the ones below its end. What is absent bounds nothing.
/// </summary>
/// <param name="From">Its beginning; null: nothing that would be rejected.</param>
/// <param name="To">Its end; null: everything that would be served.</param>
internal sealed record VerifyBand(double? From, double? To)
{
    public bool IsIn(in Verdict judged, double similarity)
    {
        var score = judged.Score ?? similarity;
        return judged.Outcome == VerdictOutcome.Accept ? !(score >= To) : score >= From;
    }
}
