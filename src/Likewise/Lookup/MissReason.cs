namespace Likewise;

/// <summary>Why a lookup found nothing.</summary>
public enum MissReason
{
    /// <summary>The scope holds nothing to compare with.</summary>
    NothingStored,

    /// <summary>Nothing is close enough.</summary>
    NotSimilar,

    /// <summary>Something is close enough, but a guard or the verifier rejected it.</summary>
    Rejected,

    /// <summary>The request is exact-only, and these words are not stored.</summary>
    ExactOnly,

    /// <summary>What was found is older than the caller allows.</summary>
    TooOld,

    /// <summary>The caller asked not to be answered from the cache.</summary>
    NotAsked,

    /// <summary>The request may not be cached.</summary>
    Bypassed,

    /// <summary>The embedder failed or was late.</summary>
    EmbedderFailed,

    /// <summary>The tiers failed or were late.</summary>
    TierFailed,

    /// <summary>The store failed or was late.</summary>
    StoreFailed,

    /// <summary>What was stored could not be read back whole; it was dropped.</summary>
    PayloadRefused,

    /// <summary>There is an answer, but this request goes to the model all the same, and the two are compared.</summary>
    Withheld,

    /// <summary>What was found is stale: its time is over, and a fresh answer is wanted.</summary>
    Stale,

    /// <summary>There is an answer, but not enough stand behind it for this one to be given it.</summary>
    Unconfirmed,
}
