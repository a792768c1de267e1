namespace Likewise.Tests.Decisions.Audit;

/// <summary>A comparer that says what a test makes of two answers.</summary>
internal sealed class Comparer(Func<AnswerComparison, AnswerAgreement> compare) : IAnswerComparer
{
    /// <summary>The same text is the same answer, and nothing else is.</summary>
    public static Comparer OfTexts { get; } = new(comparison =>
        comparison.Cached.Text == comparison.Fresh.Text ? AnswerAgreement.Same : AnswerAgreement.Different);

    public string Name => "test";

    public ValueTask<AnswerAgreement> CompareAsync(AnswerComparison comparison, CancellationToken cancellationToken) =>
        ValueTask.FromResult(compare(comparison));
}
