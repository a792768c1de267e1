using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Likewise;

/// <summary>Names one entry for ever: 128 random bits, written as 32 lower-case hexadecimal digits.</summary>
public readonly record struct EntryId : IComparable<EntryId>
{
    /// <summary>Length of an id in bytes.</summary>
    public const int SizeInBytes = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly UInt128 _value;

    private EntryId(UInt128 value) => _value = value;

    /// <summary>A new id, from the operating system's random numbers.</summary>
    public static EntryId New()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        RandomNumberGenerator.Fill(bytes);
        return Read(bytes);
    }

    /// <summary>Reads a stored id.</summary>
    /// <param name="bytes">Shape [<see cref="SizeInBytes"/>], big-endian.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    public static EntryId Read(ReadOnlySpan<byte> bytes) => bytes.Length == SizeInBytes
        ? new EntryId(BinaryPrimitives.ReadUInt128BigEndian(bytes))
        : throw new ArgumentException($"{SizeInBytes} bytes were expected, not {bytes.Length}.", nameof(bytes));

    /// <summary>Writes the id's bytes, big-endian.</summary>
    /// <param name="destination">At least <see cref="SizeInBytes"/> long.</param>
    public void CopyTo(Span<byte> destination) =>
        BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns>False when the text is not 32 lower-case hexadecimal digits.</returns>
    public static bool TryParse(string? text, out EntryId id)
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        var read = text is { Length: 2 * SizeInBytes }
            && !text.AsSpan().ContainsAnyExcept(HexDigits)
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        id = read ? Read(bytes) : default;
        return read;
    }

    /// <summary>The order of the texts.</summary>
    public int CompareTo(EntryId other) => _value.CompareTo(other._value);

    /// <summary>Whether one id comes before another.</summary>
    public static bool operator <(EntryId left, EntryId right) => left._value < right._value;

    /// <summary>Whether one id comes after another.</summary>
    public static bool operator >(EntryId left, EntryId right) => left._value > right._value;

    /// <summary>Whether one id comes before another or is the same.</summary>
    public static bool operator <=(EntryId left, EntryId right) => left._value <= right._value;

    /// <summary>Whether one id comes after another or is the same.</summary>
    public static bool operator >=(EntryId left, EntryId right) => left._value >= right._value;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
