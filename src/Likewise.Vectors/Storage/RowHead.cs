namespace Likewise.Vectors.Storage;

/// <summary>
/// The name of a row, under a stamp that tells readers whether what they read was whole. The protocol is told in
/// <see cref="BlockTable{TBlock}"/>.
/// </summary>
internal struct RowHead
{
    public long Key;

    /// <summary>Odd: the row is live and whole. Even: it is dead or being written. Every change adds one or two.</summary>
    private int _stamp;

    /// <summary>The stamp in force, for <see cref="IsStill"/>; what is read afterwards is not older than it.</summary>
    public readonly int Stamp => Volatile.Read(in _stamp);

    public readonly bool IsLive => IsWhole(Stamp);

    public static bool IsWhole(int stamp) => (stamp & 1) != 0;

    /// <summary>Whether nothing that was read since the stamp was has changed meanwhile.</summary>
    public readonly bool IsStill(int stamp)
    {
        Volatile.ReadBarrier();
        return Volatile.Read(in _stamp) == stamp;
    }

    /// <summary>Makes the row dead, so that it may be written until <see cref="EndWriting"/>.</summary>
    public void BeginWriting()
    {
        _stamp = (_stamp | 1) + 1; // Even, and above the stamp in force.
        Volatile.WriteBarrier();
    }

    public void EndWriting() => Volatile.Write(ref _stamp, _stamp + 1);

    /// <summary>Makes a live row dead.</summary>
    public void Erase() => Volatile.Write(ref _stamp, _stamp + 1);
}
