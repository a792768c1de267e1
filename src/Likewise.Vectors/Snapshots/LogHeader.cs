using System.Buffers.Binary;
using System.Diagnostics;

namespace Likewise.Vectors.Snapshots;

/// <summary>The first 64 bytes of a log: whose changes it holds, and from where on.</summary>
/// <param name="Kind">What sort of index it is.</param>
/// <param name="Dimension">Length of the vectors.</param>
/// <param name="From">The point at which it begins.</param>
internal readonly record struct LogHeader(FourLetters Kind, int Dimension, HistoryPoint From)
{
    public const int Bytes = 64;

    private const int HashAt = 56;

    /// <param name="destination">Exactly <see cref="Bytes"/> long.</param>
    public void Write(Span<byte> destination)
    {
        Debug.Assert(destination.Length == Bytes);
        destination.Clear();
        FileMark.Log.Write(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], Kind.Code);
        BinaryPrimitives.WriteInt32LittleEndian(destination[28..], Dimension);
        BinaryPrimitives.WriteInt64LittleEndian(destination[32..], From.Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[40..], From.History);
        FileMark.Seal(destination, HashAt);
    }

    /// <param name="path">Stands in the message.</param>
    /// <param name="start">The file's first bytes, <see cref="Bytes"/> of them or all that there are.</param>
    public static LogHeader Read(string path, ReadOnlySpan<byte> start)
    {
        FileMark.Log.Check(path, start, Bytes, HashAt);
        return new(
            new(BinaryPrimitives.ReadUInt32LittleEndian(start[24..])), BinaryPrimitives.ReadInt32LittleEndian(start[28..]),
            new(BinaryPrimitives.ReadInt64LittleEndian(start[32..]), BinaryPrimitives.ReadUInt64LittleEndian(start[40..])));
    }

    /// <summary>Refuses a log that does not go on where this one would.</summary>
    public void ThrowUnlessSame(LogHeader other, string path)
    {
        if (other.Kind != Kind)
            throw FileMark.Log.WrongKind(path, other.Kind.ToString(), Kind.ToString());
        if (other.Dimension != Dimension)
            throw FileMark.Log.WrongDimension(path, other.Dimension, Dimension);
        if (other.From.Sequence == 0 && From.Sequence == 0 && other.From != From)
            throw FileMark.Log.WrongForm(path, "another form or code", "the one of this index");
        if (other.From != From)
            throw FileMark.Log.WrongHistory(path, "belongs to another snapshot than the one beside it");
    }
}
