namespace Likewise.Server;

/// <summary>What usage an answer of the cache reports.</summary>
public enum HitUsage
{
    /// <summary>What the model reported when it answered.</summary>
    Original,

    /// <summary>None: nothing was used this time.</summary>
    Zero,
}
