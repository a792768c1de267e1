namespace Likewise;

/// <summary>
/// Says whether the model's own answer to a request agrees with the one that the cache gave, or nearly gave. What it says is
/// evidence of whether the cache is right.
/// </summary>
/// <remarks>
/// Safe for concurrent calls. It is on no lookup's way: it is asked after the answer was given, or, where several must stand
/// behind an answer (<see cref="SemanticCacheOptions.ConfirmationsMin"/>), when the model's is stored.
/// </remarks>
public interface IAnswerComparer
{
    /// <summary>A short name for people and metrics.</summary>
    string Name { get; }

    /// <summary>Compares two answers to one request.</summary>
    /// <returns>
    /// <see cref="AnswerAgreement.Unknown"/> where it cannot tell. What nobody can tell counts as different, so a comparer that
    /// is often unsure makes a cache strict, and never a loose one.
    /// </returns>
    ValueTask<AnswerAgreement> CompareAsync(AnswerComparison comparison, CancellationToken cancellationToken);
}
