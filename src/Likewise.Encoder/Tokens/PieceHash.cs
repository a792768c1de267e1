namespace Likewise.Encoder;

/// <summary>
/// A hash of texts that is a polynomial in their units, modulo 2³²: from those of two beginnings of a word follows that of what
/// stands between them, so that no unit is read twice. Whoever finds by it must compare: it is easily made to collide.
/// </summary>
internal static class PieceHash
{
    private const uint Base = 0x9E3779B1; // Odd, its bits well mixed: the golden ratio's, 2³²/φ.

    private static readonly uint[] Powers = MakePowers();

    /// <summary>The longest text between two beginnings that can be asked for.</summary>
    public const int MaxLength = 255;

    /// <summary>The hash of a text and one more unit.</summary>
    public static uint Append(uint hash, uint unit) => hash * Base + unit;

    /// <summary>The hash of what stands between two beginnings of a word.</summary>
    /// <param name="shorter">The hash of the shorter.</param>
    /// <param name="longer">The hash of the longer.</param>
    /// <param name="length">By how much it is longer, at most <see cref="MaxLength"/>.</param>
    public static uint Between(uint shorter, uint longer, int length) => longer - shorter * Powers[length];

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 0u;
        foreach (var unit in text)
            hash = Append(hash, unit);
        return hash;
    }

    private static uint[] MakePowers()
    {
        var powers = new uint[MaxLength + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * Base;
        return powers;
    }
}
