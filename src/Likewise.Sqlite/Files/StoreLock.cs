using System.Globalization;

namespace Likewise.Sqlite;

/// <summary>
/// One process at a time: a file beside the store, held under a lock that the operating system gives back when the process ends,
/// however it ends. The lock file stays where it is, empty: to remove it would let two processes lock two files of one name.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _ownerPath;

    private StoreLock(FileStream held, string ownerPath) => (_held, _ownerPath) = (held, ownerPath);

    public static string PathFor(string storePath) => storePath + ".lock";

    public static StoreLock Take(string storePath)
    {
        // A locked file cannot be read by others: the holder's number stands in a file of its own.
        var ownerPath = storePath + ".pid";
        try
        {
            if (!TryHold(PathFor(storePath), out var held))
                throw new StoreRefusedException(storePath, StoreRefusal.InUse, $"is in use by {Holder(ownerPath)}. "
                    + "One process at a time may open a store: end that one, or give this one a file of its own.");
            var taken = new StoreLock(held, ownerPath);
            try
            {
                taken.Prove(storePath);
                File.WriteAllText(ownerPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
                return taken;
            }
            catch
            {
                taken.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(storePath, StoreRefusal.Unusable,
                $"cannot be locked: {e.Message} A store needs a directory that this process may write to.", e);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_ownerPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only names the holder of a lock; without a lock nobody reads it.
        }

        _held.Dispose();
    }

    /// <summary>Where locks are switched off or the file system has none, everyone gets one: no lock at all.</summary>
    private void Prove(string storePath)
    {
        if (!TryHold(_held.Name, out var second))
            return;
        second.Dispose();
        throw new StoreRefusedException(storePath, StoreRefusal.Unusable, "lies where file locks do not work, so that nothing "
            + "would keep a second process out. Keep the store on a local disk, with .NET's file locking on.");
    }

    private static bool TryHold(string path, out FileStream held)
    {
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return true;
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            held = null!; // Not read where false is returned.
            return false;
        }
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, and ERROR_SHARING_VIOLATION: .NET has no type for it.</summary>
    private static bool IsSharingViolation(IOException exception) =>
        exception.HResult is 11 or 35 or unchecked((int)0x8007_0020);

    private static string Holder(string ownerPath)
    {
        try
        {
            var processId = int.Parse(File.ReadAllText(ownerPath), NumberStyles.None, CultureInfo.InvariantCulture);
            return processId == Environment.ProcessId ? "this process" : $"process {processId}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return "another process";
        }
    }
}
