namespace Likewise;

/// <summary>A language model as a comparer: asked whether two answers to one prompt say the same.</summary>
/// <remarks>
/// It compares text: where an answer is a call of a tool, or there is none, it cannot tell. It is shown the prompt and the two
/// answers, and nothing else of the request.
/// </remarks>
/// <param name="judge">The model.</param>
public sealed class JudgeComparer(Judge judge) : IAnswerComparer
{
    /// <inheritdoc/>
    public string Name => "judge";

    /// <inheritdoc/>
    public async ValueTask<AnswerAgreement> CompareAsync(AnswerComparison comparison, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        if (TextOf(comparison.Fresh) is not { } fresh || TextOf(comparison.Cached) is not { } cached)
            return AnswerAgreement.Unknown;
        if (fresh == cached)
            return AnswerAgreement.Same;

        var (tenant, prompt) = (comparison.Request.Tenant, comparison.Prompt);
        var finding = judge.IsShort(prompt) && judge.IsShort(fresh) && judge.IsShort(cached)
            ? await judge.AskAsync(JudgePrompt.OfAnswers(tenant, prompt, fresh, cached), cancellationToken).ConfigureAwait(false)
            : judge.Refuse("the answers are too long for the judge");
        return finding.Opinion switch
        {
            JudgeOpinion.Same => AnswerAgreement.Same,
            JudgeOpinion.Different => AnswerAgreement.Different,
            _ => AnswerAgreement.Unknown,
        };
    }

    /// <summary>The text of an answer that is one text and nothing else.</summary>
    private static string? TextOf(RecordedResponse answer) =>
        answer.Choices is [{ Parts: var parts }] && parts.All(part => part is TextPart or RefusalPart or ReasoningPart)
        && !string.IsNullOrWhiteSpace(answer.Text)
            ? answer.Text
            : null;
}
