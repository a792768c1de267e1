namespace Likewise.Sqlite;

/// <summary>A file was not opened as a store. It is as it was, byte for byte.</summary>
public sealed class StoreRefusedException : Exception
{
    /// <summary>Names the file, the reason and the way out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">Why.</param>
    /// <param name="message">The reason in words, a whole sentence after the file's name, and what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    internal StoreRefusedException(string path, StoreRefusal reason, string message, Exception? innerException = null)
        : base($"'{path}' {message}", innerException)
    {
        (Path, Reason) = (path, reason);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Why it was refused.</summary>
    public StoreRefusal Reason { get; }
}
