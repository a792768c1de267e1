namespace Likewise;

/// <summary>A language model as a verifier: asked whether one answer serves for two prompts.</summary>
/// <remarks>
/// It is on the way of the request, and takes as long as a model's call does (<see cref="SemanticCacheOptions.VerifyTimeout"/>
/// rejects what is late), so it is meant for a narrow band (<see cref="SemanticCacheOptions.VerifyFrom"/>). It is shown the two
/// prompts and nothing else of the request.
/// </remarks>
/// <param name="judge">The model.</param>
public sealed class JudgeVerifier(Judge judge) : IVerifier
{
    /// <inheritdoc/>
    public string Name => "judge";

    /// <inheritdoc/>
    public async ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verification);
        var (asked, stored) = (verification.Prompt, verification.Candidate.Summary.Prompt);
        var finding = judge.IsShort(asked) && judge.IsShort(stored)
            ? await judge.AskAsync(JudgePrompt.OfPrompts(verification.Request.Tenant, asked, stored), cancellationToken)
                .ConfigureAwait(false)
            : judge.Refuse("the prompts are too long for the judge");
        return finding.Opinion == JudgeOpinion.Same
            ? Verdict.Accept(Name, finding.Detail)
            : Verdict.Reject(Name, finding.Detail);
    }
}
