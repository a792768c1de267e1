namespace Likewise;

/// <summary>Where a hit was found.</summary>
public enum HitTier
{
    /// <summary>By the same words, in this process.</summary>
    Exact,

    /// <summary>By the same words, in the store that processes share.</summary>
    SharedExact,

    /// <summary>By meaning, in this process.</summary>
    Near,

    /// <summary>By meaning, in a tier outside this process.</summary>
    Far,

    /// <summary>By meaning, found earlier for the same words: the decision is made again, the search is not.</summary>
    Alias,
}
