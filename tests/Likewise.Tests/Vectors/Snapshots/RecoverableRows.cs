using System.Runtime.InteropServices;
using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>The plainest index: rows under keys, no search.</summary>
internal sealed class RecoverableRows(int dimension = 3) : IRecoverable
{
    private static readonly FourLetters Keys = FourLetters.Of("KEYS");
    private static readonly FourLetters Lengths = FourLetters.Of("LENS");
    private static readonly FourLetters Bytes = FourLetters.Of("ROWS");

    private readonly Lock _changing = new();

    public SortedDictionary<long, byte[]> Held { get; } = [];

    /// <summary>Runs in the midst of a save, between two sections.</summary>
    public Action? WhileSaving { get; set; }

    public FourLetters Kind { get; init; } = FourLetters.Of("ROWS");

    public int Dimension { get; } = dimension;

    public ulong Form => 0;

    public void Clear() => Held.Clear();

    public void Load(Snapshot snapshot)
    {
        Clear();
        var bytes = snapshot.Section<byte>(Bytes).AsSpan<byte>();
        var lengths = snapshot.Section<int>(Lengths).AsSpan<int>();
        var keys = snapshot.Section<long>(Keys).AsSpan<long>();
        for (var i = 0; i < keys.Length; i++)
        {
            Held.Add(keys[i], bytes[..lengths[i]].ToArray());
            bytes = bytes[lengths[i]..];
        }

        GC.KeepAlive(snapshot);
    }

    public void Save(SnapshotWriter writer)
    {
        KeyValuePair<long, byte[]>[] rows;
        lock (_changing)
            rows = [.. Held];
        writer.Write<long>(Keys, [.. rows.Select(row => row.Key)]);
        WhileSaving?.Invoke();
        writer.Write<int>(Lengths, [.. rows.Select(row => row.Value.Length)]);
        writer.Begin<byte>(Bytes);
        foreach (var row in rows)
            writer.Append<byte>(row.Value);
    }

    public void Add(long key, ReadOnlySpan<byte> row) => Held[key] = row.ToArray();

    public void Remove(long key) => Held.Remove(key);

    /// <summary>Applies a change and logs it, as an index does.</summary>
    public void Change(SnapshotDirectory directory, long key, byte[]? row)
    {
        lock (_changing)
        {
            if (row is null)
            {
                Remove(key);
                directory.Remove(key);
            }
            else
            {
                Add(key, row);
                directory.Add(key, row);
            }
        }
    }

    /// <summary>A row that tells its key and its version.</summary>
    public static byte[] Row(long key, int version) => MemoryMarshal.AsBytes<long>([key, version, key ^ version]).ToArray();

    public string Text()
    {
        lock (_changing)
            return string.Join('\n', Held.Select(row => $"{row.Key} {Convert.ToHexString(row.Value)}"));
    }
}
