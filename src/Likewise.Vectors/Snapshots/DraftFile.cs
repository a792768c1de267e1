namespace Likewise.Vectors.Snapshots;

/// <summary>
/// A file that is made whole under another name and then takes its own at one stroke. Until then whatever had that name stays; a
/// draft that is let go without <see cref="Commit"/> is removed, and one that a killed process left is overwritten.
/// </summary>
internal sealed class DraftFile : IDisposable
{
    public const string Suffix = ".new";

    private readonly string _draft;
    private bool _isCommitted;

    public DraftFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _draft = Path + Suffix;
        Stream = new FileStream(_draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    public string Path { get; }

    public FileStream Stream { get; }

    /// <summary>Puts the file in its place, to last.</summary>
    /// <exception cref="IOException">
    /// It is not there. Only if the very last step fails is it there, whole, but perhaps not after a loss of power.
    /// </exception>
    public void Commit()
    {
        // 1. The bytes, before any name leads to them.
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();

        // 2. The name, and then the directory that holds it.
        using var directory = new DirectoryFlush(System.IO.Path.GetDirectoryName(Path)!); // A file's full path has one.
        File.Move(_draft, Path, overwrite: true);
        _isCommitted = true;
        directory.Flush();
    }

    public void Dispose()
    {
        if (_isCommitted)
            return;

        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // What could not be written is not wanted; whoever waits has the exception that led here.
        }

        File.Delete(_draft);
    }
}
