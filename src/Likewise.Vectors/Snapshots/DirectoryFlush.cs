using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Likewise.Vectors.Snapshots;

/// <summary>
/// Makes what was created, renamed and removed in a directory last through a loss of power. Without it a file that is itself on
/// the disk may not be found there under its name.
/// </summary>
/// <remarks>
/// .NET does not open directories, so that one call goes to the C library. Windows has no such thing and needs none: its file
/// systems keep names in a journal, in order.
/// </remarks>
internal sealed partial class DirectoryFlush : IDisposable
{
    private readonly SafeFileHandle? _directory;

    /// <summary>Opens the directory, so that what could fail fails before anything is renamed.</summary>
    public DirectoryFlush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;

        _directory = Open(directory, flags: 0); // To read; that is all that flushing asks for.
        if (_directory.IsInvalid)
            throw new IOException($"'{directory}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    public void Flush()
    {
        if (_directory is not null)
            RandomAccess.FlushToDisk(_directory);
    }

    public void Dispose() => _directory?.Dispose();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
