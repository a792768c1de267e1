using System.Globalization;

namespace Likewise.Vectors.Snapshots;

/// <summary>The files of a snapshot directory. Each is named after the sequence at which it stands or begins.</summary>
internal sealed class SnapshotFiles(string directory)
{
    private const string SnapshotEnding = ".lws";
    private const string LogEnding = ".lwl";

    public string Lock => Path.Combine(directory, "lock");

    public string SnapshotAt(long sequence) => PathOf(sequence, SnapshotEnding);

    public string LogAt(long sequence) => PathOf(sequence, LogEnding);

    /// <summary>Where snapshots stand, oldest first.</summary>
    public long[] Snapshots() => Sequences(SnapshotEnding);

    /// <summary>Where logs begin, oldest first.</summary>
    public long[] Logs() => Sequences(LogEnding);

    /// <summary>Removes what killed processes left half made.</summary>
    public void RemoveDrafts()
    {
        foreach (var draft in Directory.EnumerateFiles(directory, "*" + DraftFile.Suffix))
            File.Delete(draft);
    }

    /// <summary>Removes all snapshots but two, and the logs that begin before the older one.</summary>
    public void RemoveAllBut(long previous, long newest)
    {
        // Snapshots first: one that stands there without its log would be taken for damage.
        foreach (var sequence in Snapshots())
        {
            if (sequence != previous && sequence != newest)
                TryRemove(SnapshotAt(sequence));
        }

        foreach (var sequence in Logs())
        {
            if (sequence < previous)
                TryRemove(LogAt(sequence));
        }
    }

    private static void TryRemove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows does not remove what is still mapped; the next removal tries again.
        }
    }

    private string PathOf(long sequence, string ending) =>
        Path.Combine(directory, sequence.ToString("D19", CultureInfo.InvariantCulture) + ending);

    private long[] Sequences(string ending)
    {
        var found = new List<long>();
        foreach (var path in Directory.EnumerateFiles(directory, "*" + ending))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (name.Length == 19 && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                found.Add(sequence);
        }

        found.Sort();
        return [.. found];
    }
}
