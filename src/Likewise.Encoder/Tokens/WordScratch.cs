using System.Diagnostics;

namespace Likewise.Encoder;

/// <summary>Memory for one word of a text.</summary>
internal readonly ref struct WordScratch
{
    /// <param name="units">Room for two units a character.</param>
    /// <param name="hashes">Room for one more.</param>
    /// <param name="maxCharacters">A longer word is unknown as a whole.</param>
    public WordScratch(Span<char> units, Span<uint> hashes, int maxCharacters)
    {
        Debug.Assert(units.Length == 2 * maxCharacters && hashes.Length == units.Length + 1, "every character has room");
        Units = units;
        Hashes = hashes;
        MaxCharacters = maxCharacters;
        Hashes[0] = 0;
    }

    /// <summary>Its units.</summary>
    public Span<char> Units { get; }

    /// <summary>The <see cref="PieceHash"/> of each of its beginnings, from the empty one.</summary>
    public Span<uint> Hashes { get; }

    /// <summary>A longer word is unknown as a whole.</summary>
    public int MaxCharacters { get; }
}
