using Microsoft.Extensions.Logging;

namespace Likewise.Encoder;

/// <summary>
/// Where a model's packed weights are kept. It never fails: what cannot be read is not there, and what cannot be written is made
/// again at the next start.
/// </summary>
internal sealed class PackedCache
{
    /// <summary>What the name of a file ends with.</summary>
    public const string Suffix = ".packed";

    /// <summary>How many files a place keeps: the precisions, and two builds of each.</summary>
    public const int MostFiles = 4;

    private readonly byte[] _key;
    private readonly string _name;
    private readonly string[] _places;
    private readonly ILogger? _log;

    /// <param name="key">What the weights are made of.</param>
    /// <param name="places">Directories, in the order in which they are tried.</param>
    /// <param name="log">Where its lines go.</param>
    public PackedCache(byte[] key, string[] places, ILogger? log)
    {
        (_key, _places, _log) = (key, places, log);
        _name = $"likewise-{Convert.ToHexStringLower(key.AsSpan(0, 16))}{Suffix}";
    }

    /// <summary>The cache of a model: beside it, and then in the user's own.</summary>
    public static PackedCache? Of(ModelDirectory files, EncoderPrecision precision, InstructionSet set, ILogger? log)
    {
        try
        {
            var beside = Path.GetDirectoryName(files.WeightsPath)!; // A file's path has one.
            return new PackedCache(
                PackedKey.Compute(files, precision, set), [beside, Path.Combine(ModelLocator.UserCache, "packed")], log);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Reading the model itself finds out what is wrong, and says it better.
            return null;
        }
    }

    /// <summary>The packed weights, where they are whole.</summary>
    public PackedReader? Find()
    {
        foreach (var path in _places.Select(place => Path.Combine(place, _name)))
        {
            try
            {
                if (File.Exists(path)) return PackedReader.Open(path, _key);
            }
            catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
            {
                TurnDown(path, fault.Message);
            }
        }
        return null;
    }

    /// <summary>Says that a file is of no use.</summary>
    public void TurnDown(string path, string reason)
    {
        if (_log is not null) Log.PackedWeightsTurnedDown(_log, path, reason);
    }

    /// <summary>Keeps packed weights in the first place that takes them.</summary>
    /// <param name="weightsDigest">SHA-256 of the model's weights file, lower-case hex.</param>
    /// <param name="write">Writes the arrays.</param>
    public void Keep(string weightsDigest, Action<PackedWriter> write)
    {
        var reason = "";
        foreach (var place in _places)
        {
            try
            {
                Directory.CreateDirectory(place);
                using (var packed = new PackedWriter(Path.Combine(place, _name)))
                {
                    write(packed);
                    packed.Commit(_key, weightsDigest);
                }
                RemoveOldest(place);
                return;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                // The last is .NET's word for a file that would become larger than the system lets it.
                reason = fault.Message;
            }
        }
        if (_log is not null) Log.PackedWeightsNotKept(_log, reason);
    }

    /// <summary>Files of former builds go when there are too many, and with them drafts of killed processes.</summary>
    private void RemoveOldest(string place)
    {
        var files = new DirectoryInfo(place).GetFiles("likewise-*")
            .Where(file => file.Name.EndsWith(Suffix, StringComparison.Ordinal)
                || file.Name.EndsWith(PackedWriter.DraftSuffix, StringComparison.Ordinal))
            .Where(file => file.Name != _name)
            .OrderByDescending(file => file.LastWriteTimeUtc);
        foreach (var file in files.Skip(MostFiles - 1))
        {
            try
            {
                file.Delete();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Another process has it mapped, or was first to delete it. The next one to keep weights here tries again.
            }
        }
    }
}
