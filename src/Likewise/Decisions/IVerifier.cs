namespace Likewise;

/// <summary>
/// Takes a second, slower look at a candidate that the rules left open: a model asked to judge, a cross-encoder.
/// </summary>
/// <remarks>Safe for concurrent calls. The cache gives each call a deadline; one that fails or is late rejects.</remarks>
public interface IVerifier
{
    /// <summary>A short name for people and metrics.</summary>
    string Name { get; }

    /// <summary>Decides whether the answer to one prompt is right for another.</summary>
    /// <returns>Accept or reject; anything else counts as reject.</returns>
    ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken);
}
