namespace Likewise;

/// <summary>Two comparers, of which the second is asked where the first cannot tell.</summary>
/// <param name="first">Asked always: the cheaper one.</param>
/// <param name="second">Asked where that says <see cref="AnswerAgreement.Unknown"/>.</param>
public sealed class FallbackComparer(IAnswerComparer first, IAnswerComparer second) : IAnswerComparer
{
    /// <inheritdoc/>
    public string Name => $"{first.Name}, {second.Name}";

    /// <inheritdoc/>
    public async ValueTask<AnswerAgreement> CompareAsync(AnswerComparison comparison, CancellationToken cancellationToken)
    {
        var agreement = await first.CompareAsync(comparison, cancellationToken).ConfigureAwait(false);
        return agreement == AnswerAgreement.Unknown
            ? await second.CompareAsync(comparison, cancellationToken).ConfigureAwait(false)
            : agreement;
    }
}
