namespace Likewise;

/// <summary>What became of a candidate in a lookup.</summary>
[Flags]
public enum CandidateFate
{
    /// <summary>It was found, and not looked at: one before it was served, or was too far away.</summary>
    None = 0,

    /// <summary>It was decided on.</summary>
    Examined = 1 << 0,

    /// <summary>It was passed over: it had left the cache, its time was over, or it is another tenant's.</summary>
    PassedOver = 1 << 1,

    /// <summary>It was passed over because it had lived its time.</summary>
    Ended = 1 << 2,

    /// <summary>It was passed over because it is another tenant's.</summary>
    Foreign = 1 << 3,

    /// <summary>It is known what all guards say of it (<see cref="LoggedCandidate.Objections"/>).</summary>
    GuardsKnown = 1 << 4,

    /// <summary>Nothing spoke against it, and it was sure enough, without a verifier.</summary>
    Sure = 1 << 5,

    /// <summary>A verifier was asked.</summary>
    Verified = 1 << 6,

    /// <summary>It was accepted, by the verifier too where there is one.</summary>
    Accepted = 1 << 7,

    /// <summary>It was accepted, and its answer could not be read.</summary>
    Unreadable = 1 << 8,

    /// <summary>A rule broke on the two texts, which counts as a rejection.</summary>
    Faulted = 1 << 9,

    /// <summary>How sure it was is known (<see cref="LoggedCandidate.Score"/>).</summary>
    Scored = 1 << 10,

    /// <summary>It was found in the far tier.</summary>
    Far = 1 << 11,
}
