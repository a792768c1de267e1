namespace Likewise.Tests.Evaluation.Tuning;

/// <summary>Says yes to some pairs of prompts and no to others, to the same ones always the same.</summary>
internal sealed class CoinVerifier : IVerifier
{
    public string Name => "coin";

    public ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken)
    {
        var letters = verification.Prompt.Length + verification.Candidate.Summary.Prompt.Length;
        return new ValueTask<Verdict>(letters % 3 == 0 ? Verdict.Reject(Name) : Verdict.Accept(Name));
    }
}
