namespace Likewise.Vectors;

/// <summary>A snapshot of vectors, or its log, cannot be used. It is as it was, byte for byte.</summary>
/// <remarks>The message names the file, says what is wrong with it, and what to do.</remarks>
public sealed class VectorSnapshotException : Exception
{
    internal VectorSnapshotException(
        string path, VectorSnapshotFault fault, string message, string? section = null, Exception? innerException = null)
        : base($"'{path}' {message}", innerException)
    {
        (Path, Fault, Section) = (path, fault, section);
    }

    /// <summary>The file or directory.</summary>
    public string Path { get; }

    /// <summary>Why it was refused.</summary>
    public VectorSnapshotFault Fault { get; }

    /// <summary>The four letters of the damaged section; null where the fault is not in one.</summary>
    public string? Section { get; }
}
