namespace Likewise;

/// <summary>What became of tokens.</summary>
public enum TokenUse
{
    /// <summary>A model did not have to read and write them, because a hit answered.</summary>
    Saved,

    /// <summary>An embedder read them.</summary>
    Embedding,

    /// <summary>A model read and wrote them for an audit, and nothing else.</summary>
    Audit,

    /// <summary>A judge read and wrote them.</summary>
    Judge,
}
