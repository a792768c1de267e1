using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Keeps evidence in a file beside a durable store, so that it survives a restart: read when the cache is built, written when it
/// is closed, and in between at most once a minute, where there is something new.
/// </summary>
/// <remarks>
/// A crash loses a minute of labels: the cut is then that of a minute ago. A file that cannot be read is said and left out; the
/// cache begins from its calibration.
/// </remarks>
internal sealed class EvidenceKeeper(HitBound bound, EntryTable table, string path, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private long _savedChanges;
    private DateTimeOffset _dueAt;

    /// <summary>The file.</summary>
    public string Path => path;

    public void Load()
    {
        try
        {
            if (!File.Exists(path))
                return;

            using var reader = new StreamReader(path);
            bound.Read(reader, table);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            Log.EvidenceFileFailed(logger, path, fault.Message);
        }

        _savedChanges = bound.Changes;
    }

    public void SaveIfDue()
    {
        if (time.GetUtcNow() >= _dueAt)
            Save();
    }

    /// <summary>Writes a draft and moves it into place, so that there is always one whole file.</summary>
    public void Save()
    {
        var changes = bound.Changes;
        if (changes == _savedChanges)
            return;

        (_savedChanges, _dueAt) = (changes, time.GetUtcNow() + Pause);
        var draft = path + ".draft"; // One that a killed process left is overwritten.
        try
        {
            using (var file = new StreamWriter(draft))
                bound.Write(file, table);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.EvidenceFileFailed(logger, path, fault.Message);
        }
    }
}
