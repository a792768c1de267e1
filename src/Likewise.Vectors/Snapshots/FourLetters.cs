using System.Buffers.Binary;
using System.Text;

namespace Likewise.Vectors.Snapshots;

/// <summary>A name of four printable ASCII characters, as it stands in a file: the first one in the lowest byte.</summary>
internal readonly record struct FourLetters(uint Code)
{
    /// <param name="letters">Exactly four, each from '!' to '~'.</param>
    public static FourLetters Of(string letters)
    {
        Span<byte> bytes = stackalloc byte[4];
        var isPrintable = !letters.AsSpan().ContainsAnyExceptInRange('!', '~');
        if (letters.Length != 4 || !isPrintable || !Encoding.ASCII.TryGetBytes(letters, bytes, out _))
            throw new ArgumentException($"'{letters}' is not four printable letters.", nameof(letters));
        return new(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
    }

    /// <summary>The letters; what cannot be printed as a dot, so that a damaged name may stand in a message.</summary>
    public override string ToString()
    {
        var code = Code;
        return string.Create(4, code, static (letters, code) =>
        {
            for (var i = 0; i < letters.Length; i++, code >>= 8)
                letters[i] = (char)(byte)code is >= '!' and <= '~' and var letter ? letter : '.';
        });
    }
}
