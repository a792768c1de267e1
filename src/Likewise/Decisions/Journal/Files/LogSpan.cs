using System.Buffers.Binary;
using System.Text;

namespace Likewise;

/// <summary>Reads what <see cref="LogBytes"/> wrote.</summary>
internal ref struct LogSpan(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public ulong Count()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Broken();
    }

    /// <summary>A count that is a place, or a length: no more than so many.</summary>
    public int Small(int most)
    {
        var value = Count();
        return value <= (ulong)most ? (int)value : throw Broken();
    }

    /// <summary>A count that is no length.</summary>
    public long Signless() => Count() is var value && value <= long.MaxValue ? (long)value : throw Broken();

    public long Signed()
    {
        var value = Count();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Word() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public double Number() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public EntryId Id() => EntryId.Read(Take(EntryId.SizeInBytes));

    public string Text() => Encoding.UTF8.GetString(Block());

    public ReadOnlySpan<byte> Block() => Take(Small(_rest.Length));

    /// <summary>Past its checksum a block says what was written; this is for one that was written by something else.</summary>
    public static InvalidDataException Broken() => new("A record of the decision log is not what its kind should be.");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw Broken();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
