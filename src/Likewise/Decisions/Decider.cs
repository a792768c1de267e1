namespace Likewise;

/// <summary>
/// The decision: a pure function of the request and a candidate. It reads no payload and asks nobody; where the rules cannot
/// tell, the verdict is to ask the verifier.
/// </summary>
internal sealed class Decider(double similarityMin, IReadOnlyList<Guard> guards, bool hasVerifier)
{
    public const string Threshold = "threshold";
    public const string MaxAge = "max-age";

    public Verdict Decide(in NormalizedRequest request, in Candidate candidate, DateTimeOffset now)
    {
        // 1. Close enough? The caller may ask for more likeness than the operator, never for less.
        var directives = request.Request.Directives;
        if (candidate.Similarity < Math.Max(similarityMin, directives.SimilarityMin ?? similarityMin))
            return Verdict.Reject(Threshold);

        // 2. Young enough?
        if (directives.MaxAge is { } maxAge && now - candidate.Summary.CreatedAt > maxAge)
            return Verdict.Reject(MaxAge);

        // 3. Does anything speak against it?
        foreach (var guard in guards)
        {
            if (guard.ObjectionTo(request, candidate) is { } objection)
                return Verdict.Reject(guard.Name, objection);
        }

        // 4. The rules are content.
        return hasVerifier ? Verdict.Verify(Threshold) : Verdict.Accept(Threshold);
    }
}
