namespace Likewise.Sqlite;

/// <summary>
/// A file beside the store that says: a repair is putting a new file in its place, from this copy. Between the moment in which
/// the old log goes and that in which the new file comes, what stands there is neither.
/// </summary>
internal static class RepairMark
{
    public static string PathFor(string storePath) => storePath + ".repairing";

    /// <returns>The copy from which a repair that was interrupted has to begin; null where none was.</returns>
    public static string? Read(string storePath) =>
        File.Exists(PathFor(storePath)) && File.ReadAllText(PathFor(storePath)) is { Length: > 0 } copy && File.Exists(copy)
            ? copy
            : null;

    public static void Write(string storePath, string copy)
    {
        var draft = PathFor(storePath) + ".part";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(Statement.Encode(copy));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, PathFor(storePath), overwrite: true);
    }

    public static void Remove(string storePath) => File.Delete(PathFor(storePath));

    /// <exception cref="StoreRefusedException">A repair was interrupted.</exception>
    public static void Check(string storePath)
    {
        if (File.Exists(PathFor(storePath)))
            throw new StoreRefusedException(storePath, StoreRefusal.Corrupt,
                "was being repaired when that was interrupted: run `likewise repair` again, or restore a backup.");
    }
}
