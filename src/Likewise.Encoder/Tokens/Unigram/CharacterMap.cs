using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Likewise.Encoder;

/// <summary>
/// SentencePiece's compiled character map: which characters are replaced by which, as a double array (darts-clone) over UTF-8
/// and the replacements behind it. A grapheme is looked up whole where it is short, otherwise character by character, as the
/// tokenizers library does it.
/// </summary>
internal sealed class CharacterMap : TextStep
{
    // A longer grapheme is not looked up whole.
    private const int WholeBytes = 5;

    private readonly uint[] _units;
    private readonly byte[] _replacements;

    /// <param name="blob">The length of the array in bytes, the array, both little-endian, then the replacements.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public CharacterMap(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < 4) throw new FormatException("the character map has no head");
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(blob);
        if (bytes is 0 || bytes % 4 != 0 || bytes > blob.Length - 4)
            throw new FormatException("the character map is cut short");
        _units = new uint[bytes / 4];
        for (var i = 0; i < _units.Length; i++)
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(blob[(4 + 4 * i)..]);
        _replacements = blob[(4 + (int)bytes)..].ToArray();
    }

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<char> text, TextBuffer destination, TextPart part)
    {
        Span<byte> utf8 = stackalloc byte[4 * WholeBytes];
        while (text.Length > 0)
        {
            var length = text[0] < 0x80 && (text.Length == 1 || text[1] < 0x80) && text[0] != '\r'
                ? 1
                : StringInfo.GetNextTextElementLength(text);
            var grapheme = text[..length];
            text = text[length..];
            if (grapheme.Length <= WholeBytes && Encoding.UTF8.GetBytes(grapheme, utf8) is <= WholeBytes and var bytes
                && TryReplace(utf8[..bytes], destination))
                continue;
            foreach (var rune in grapheme.EnumerateRunes())
            {
                if (!TryReplace(utf8[..rune.EncodeToUtf8(utf8)], destination))
                    destination.Advance(rune.EncodeToUtf16(destination.Reserve(2)));
            }
        }
    }

    /// <summary>Appends what stands for the shortest beginning of a key that is replaced; the rest of it is dropped.</summary>
    private bool TryReplace(ReadOnlySpan<byte> key, TextBuffer destination)
    {
        var at = Offset(_units[0]);
        foreach (var part in key)
        {
            at ^= part;
            if (part == 0 || at >= (uint)_units.Length) return false;
            var unit = _units[at];
            // A unit's label is its lowest byte, and its highest bit is that of a leaf.
            if ((unit & 0x800000FF) != part) return false;
            at ^= Offset(unit);
            var hasLeaf = (unit >> 8 & 1) == 1;
            if (!hasLeaf || at >= (uint)_units.Length) continue;
            Append(_units[at] & 0x7FFFFFFF, destination);
            return true;
        }
        return false;
    }

    private void Append(uint start, TextBuffer destination)
    {
        if (start >= (uint)_replacements.Length) return;
        var text = _replacements.AsSpan((int)start);
        var end = text.IndexOf((byte)0);
        text = end < 0 ? text : text[..end];
        destination.Advance(Encoding.UTF8.GetChars(text, destination.Reserve(text.Length)));
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);
}
