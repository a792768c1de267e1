namespace Likewise;

/// <summary>What is wrong with something that a check of a store looked at.</summary>
public enum StoreFindingKind
{
    /// <summary>The file is no store, of a newer version, or its schema is not what Likewise made.</summary>
    File,

    /// <summary>The file's own structure is broken: pages, or indexes that do not say what the tables say.</summary>
    Structure,

    /// <summary>A row's bytes are not those that were written, or some of it is missing.</summary>
    Row,

    /// <summary>An answer, or a record of use, without its entry.</summary>
    Orphan,

    /// <summary>A record of what was invalidated cannot be believed.</summary>
    Invalidation,

    /// <summary>An embedder's identity that cannot be read.</summary>
    Embedder,

    /// <summary>An answer that cannot be opened.</summary>
    Payload,

    /// <summary>A vector of another dimension, with a component that is no number, or not of length 1.</summary>
    Vector,

    /// <summary>The exact key is not that of the prompt.</summary>
    Key,

    /// <summary>An end before the beginning, or another moment that nobody can mean.</summary>
    Expiry,

    /// <summary>Tags that nobody could have given.</summary>
    Tags,
}
