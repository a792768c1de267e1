namespace Likewise.Vectors.Snapshots;

internal sealed partial class SnapshotDirectory
{
    /// <summary>Brings an index back as it was: loads the newest whole snapshot and replays the logs from there on.</summary>
    /// <param name="path">The directory; made if it is not there.</param>
    /// <param name="target">The index; whatever it holds is let go of.</param>
    /// <param name="verify">Whether to read every byte of the snapshot. Without, damage shows in what is found, or never.</param>
    /// <exception cref="VectorSnapshotException">
    /// What is there does not give the index, or is in use. It stays as it is; the target may be left in the midst of loading.
    /// </exception>
    public static SnapshotDirectory Open(string path, IRecoverable target, bool verify = true)
    {
        // 1. Take the directory, and clear away what killed processes left half made.
        Directory.CreateDirectory(path);
        var files = new SnapshotFiles(path);
        var held = Hold(files.Lock, path);
        try
        {
            files.RemoveDrafts();

            // 2. Load a snapshot.
            var refused = new List<VectorSnapshotException>();
            var snapshot = LoadNewest(files, target, verify, refused);

            // 3. Replay the logs.
            var from = snapshot?.At ?? new(0, target.Form);
            var last = ReplayFrom(from, files, target, refused);
            var dropped = last?.Replay.DroppedBytes ?? 0;
            var recovery = new Recovery(snapshot, (last?.Replay.To.Sequence ?? from.Sequence) - from.Sequence, dropped, refused);

            // 4. Go on where the last log ends.
            return new(files, target, held, GoOn(files, target, snapshot, last), recovery);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static FileStream Hold(string file, string directory)
    {
        try
        {
            return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e) when (e.HResult is 11 or 35 or unchecked((int)0x8007_0020))
        {
            // EWOULDBLOCK of Linux and of macOS, and ERROR_SHARING_VIOLATION: .NET has no type for it.
            throw new VectorSnapshotException(directory, VectorSnapshotFault.InUse,
                "is in use by another index or process. End that one, or give this one a directory of its own.", null, e);
        }
    }

    /// <returns>What was loaded; null when the index begins empty.</returns>
    private static SnapshotHeader? LoadNewest(
        SnapshotFiles files, IRecoverable target, bool verify, List<VectorSnapshotException> refused)
    {
        foreach (var sequence in files.Snapshots().Reverse())
        {
            try
            {
                var snapshot = Snapshot.Open(files.SnapshotAt(sequence));
                snapshot.Expect(target.Kind, target.Dimension);
                if (snapshot.Header.At.Sequence != sequence)
                    throw FileMark.Snapshot.WrongHistory(snapshot.Path, "has the name of another one");
                if (verify)
                    snapshot.Verify();
                target.Load(snapshot);
                return snapshot.Header;
            }
            catch (VectorSnapshotException e) when (
                e.Fault is VectorSnapshotFault.Truncated or VectorSnapshotFault.Corrupt or VectorSnapshotFault.Foreign)
            {
                // Damage, for which the snapshot before may make up. Another kind or version is for the caller to decide.
                refused.Add(e);
            }
        }

        // Without a snapshot the index is what a log says that began with nothing.
        if (refused.Count > 0 && !File.Exists(files.LogAt(0)))
            throw refused[0];
        target.Clear();
        return null;
    }

    /// <returns>The last log; null when there is none.</returns>
    private static ReplayedLog? ReplayFrom(
        HistoryPoint from, SnapshotFiles files, IRecoverable target, List<VectorSnapshotException> refused)
    {
        ReplayedLog? last = null;
        foreach (var sequence in files.Logs())
        {
            var at = last?.Replay.To ?? from;
            if (sequence < at.Sequence)
                continue; // Older than the snapshot, or left by a turn of the log that failed at its very end.

            var path = files.LogAt(sequence);
            var isCutOff = last?.Replay.DroppedBytes > 0;
            if (sequence > at.Sequence || isCutOff)
                throw refused.Count > 0 ? refused[0] : FileMark.Log.WrongHistory(
                    path, $"the changes from {at.Sequence + 1} on are missing before it");

            var header = new LogHeader(target.Kind, target.Dimension, at);
            last = new(path, header, LogReplay.Run(path, header, target));
        }

        return last;
    }

    private static ChangeLog GoOn(SnapshotFiles files, IRecoverable target, SnapshotHeader? snapshot, ReplayedLog? last)
    {
        if (last is { } log)
            return ChangeLog.Resume(log.Path, log.Header, log.Replay);

        // A log is made before the snapshot that it follows; only where a history begins may it be missing, after a crash.
        if (snapshot is { IsRoot: false })
            throw FileMark.Snapshot.WrongHistory(files.SnapshotAt(snapshot.At.Sequence), "its log is missing");
        var from = snapshot?.At ?? new(0, target.Form);
        return ChangeLog.Create(files.LogAt(from.Sequence), new(target.Kind, target.Dimension, from));
    }

    private readonly record struct ReplayedLog(string Path, LogHeader Header, LogReplay Replay);
}
