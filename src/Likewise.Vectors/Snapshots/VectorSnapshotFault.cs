namespace Likewise.Vectors;

/// <summary>Why a snapshot or its log was refused.</summary>
public enum VectorSnapshotFault
{
    /// <summary>It is shorter than it says it is: writing or copying it was broken off.</summary>
    Truncated,

    /// <summary>Its checksums do not match its bytes, or its parts do not fit together.</summary>
    Corrupt,

    /// <summary>It was not written by this library, or on a machine of another byte order.</summary>
    Foreign,

    /// <summary>It was written by a newer version of the library, in a form that this one cannot read.</summary>
    Newer,

    /// <summary>It holds an index of another kind.</summary>
    WrongKind,

    /// <summary>It holds vectors of another length.</summary>
    WrongDimension,

    /// <summary>It holds vectors in another form, or codes of another encoder.</summary>
    WrongForm,

    /// <summary>Snapshots and logs do not belong together: one is missing, or comes from elsewhere.</summary>
    WrongHistory,

    /// <summary>Another process, or another index of this one, has the directory open.</summary>
    InUse,
}
