using System.Runtime.CompilerServices;
using System.Text;

namespace Likewise.Encoder;

/// <summary>What <see cref="TextFolding"/> does to ASCII characters, as a table of one byte each.</summary>
internal sealed class AsciiFolding
{
    /// <summary>Set where the character is a word by itself; the rest of the byte is the character.</summary>
    public const byte Alone = 0x80;

    /// <summary>The byte of a character that is dropped.</summary>
    public const byte Dropped = 0;

    /// <summary>The byte of a character that ends a word.</summary>
    public const byte Space = (byte)' ';

    private readonly Table _table;

    /// <param name="folding">What the table is taken from, so that both always agree.</param>
    public AsciiFolding(TextFolding folding)
    {
        for (var value = 0; value < Table.Length; value++)
            _table[value] = ByteOf(folding.Fold(new Rune(value)));
    }

    /// <summary>The byte of an ASCII character.</summary>
    public byte this[char character] => _table[character];

    private static byte ByteOf(string folded) => folded switch
    {
        "" => Dropped,
        " " => Space,
        [' ', var alone, ' '] => (byte)(alone | Alone),
        _ => (byte)folded[0],
    };

    [InlineArray(Length)]
    private struct Table
    {
        public const int Length = 128;
        private byte _first;
    }
}
