using System.Globalization;

namespace Likewise.Sqlite;

public sealed partial class SqliteStoreFile
{
    /// <summary>
    /// Makes the store sound again: (1) locks; (2) checks whether there is anything to mend; (3) copies the store and its log;
    /// (4) makes a fresh store of what of the copy can be believed; (5) puts it in the place; (6) checks what is there now.
    /// </summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops before anything is replaced.</param>
    /// <returns>What was kept and what could not be.</returns>
    /// <exception cref="StoreRefusedException">The store is in use, or is not there.</exception>
    /// <exception cref="IOException">There is no room for the copy or for the fresh store.</exception>
    /// <remarks>
    /// The file is touched only when its copy is on the disk, and the copy stays. Killed in between, the store is refused until
    /// it is repaired again, which begins from the copy.
    /// </remarks>
    public async ValueTask<RepairReport> RepairAsync(
        RepairOptions? options = null, IProgress<StoreProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var mark = RepairMark.PathFor(_path);
        if (!File.Exists(mark))
            ThrowIfAbsent();
        using var storeLock = StoreLock.Take(_path); // (1)
        var copy = RepairMark.Read(_path);
        if (copy is null)
        {
            // (2)
            var found = await Task.Run(() => Walk(isOurs: true), cancellationToken).ConfigureAwait(false);
            if (found.IsSound)
                return new RepairReport { WasSound = true, Kept = found.Entries, Result = found };

            // (3)
            copy = await Task.Run(SetCopyAside, cancellationToken).ConfigureAwait(false);
        }

        // (4)
        var draft = _path + ".restored";
        var salvager = new Salvager(copy, draft, options?.TakesDoubtful ?? false, progress, cancellationToken);
        var report = await Task.Run(salvager.Run, cancellationToken).ConfigureAwait(false);
        report.Copy = copy;

        // (5)
        RepairMark.Write(_path, copy);
        using (var file = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
            file.Flush(flushToDisk: true);
        File.Delete(_path + "-wal");
        File.Delete(_path + "-shm");
        File.Move(draft, _path, overwrite: true);
        RepairMark.Remove(_path);

        // (6)
        report.Result = await Task.Run(() => Walk(isOurs: true), CancellationToken.None).ConfigureAwait(false);
        return report;

        StoreReport Walk(bool isOurs) => new StoreWalk(_path, isOurs, _options, progress, cancellationToken).Run();
    }

    /// <summary>A copy under a name that is free: an earlier one may be all that is left of something.</summary>
    private string SetCopyAside()
    {
        var copy = _path + ".before-repair";
        for (var turn = 2; File.Exists(copy); turn++)
            copy = string.Create(CultureInfo.InvariantCulture, $"{_path}.before-repair-{turn}");
        if (StoreCheck.HasLog(_path))
            CopyThrough(_path + "-wal", copy + "-wal");
        CopyThrough(_path, copy);
        return copy;
    }

    private static void CopyThrough(string from, string to)
    {
        var draft = to + ".part";
        File.Copy(from, draft, overwrite: true);
        using (var file = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
            file.Flush(flushToDisk: true);
        File.Move(draft, to, overwrite: true);
    }
}
