using System.Runtime.InteropServices;
using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>The plainest index: rows under keys, no search.</summary>
internal sealed class RecoverableRows(int dimension = 3) : IRecoverable
{
    private static readonly FourLetters Keys = FourLetters.Of("KEYS");
    private static readonly FourLetters Lengths = FourLetters.Of("LENS");
    private static readonly FourLetters Bytes = FourLetters.Of("ROWS");

    private readonly Lock _holding = new();

    public SortedDictionary<long, byte[]> Held { get; } = [];

    /// <summary>Runs before a save begins.</summary>
    public Action? BeforeSaving { get; set; }

    /// <summary>Runs in the midst of a save, between two sections.</summary>
    public Action? WhileSaving { get; set; }

    /// <summary>Runs when a row has been added, before that is logged.</summary>
    public Action? WhileAdding { get; set; }

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
        BeforeSaving?.Invoke();
        KeyValuePair<long, byte[]>[] rows;
        lock (_holding)
            rows = [.. Held];
        writer.Write<long>(Keys, [.. rows.Select(row => row.Key)]);
        WhileSaving?.Invoke();
        writer.Write<int>(Lengths, [.. rows.Select(row => row.Value.Length)]);
        writer.Begin<byte>(Bytes);
        foreach (var row in rows)
            writer.Append<byte>(row.Value);
    }

    public void Add(long key, ReadOnlySpan<byte> row)
    {
        lock (_holding)
            Held[key] = row.ToArray();
        WhileAdding?.Invoke();
    }

    public bool Remove(long key)
    {
        lock (_holding)
            return Held.Remove(key);
    }

    /// <summary>A row that tells its key and its version.</summary>
    public static byte[] Row(long key, int version) => MemoryMarshal.AsBytes<long>([key, version, key ^ version]).ToArray();

    public string Text()
    {
        lock (_holding)
            return string.Join('\n', Held.Select(row => $"{row.Key} {Convert.ToHexString(row.Value)}"));
    }
}
