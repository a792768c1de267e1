namespace Likewise;

/// <summary>Tells a slip of the keyboard from another word.</summary>
internal static class Misspelling
{
    private const int LettersMin = 4;
    private const int LettersMax = 24;
    private const int TwoSlipsFrom = 8;

    /// <summary>
    /// Whether two words differ by one slip, or by two where they are long: a letter more, less, another, or two exchanged
    /// (optimal string alignment). The first letter is hardly ever the wrong one, and often tells opposites apart: increase,
    /// decrease.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var (shorter, longer) = (Math.Min(one.Length, other.Length), Math.Max(one.Length, other.Length));
        var slips = shorter >= TwoSlipsFrom ? 2 : 1;
        if (shorter < LettersMin || longer > LettersMax || longer - shorter > slips || !Same(one[0], other[0]))
            return false;

        return Slips(one, other) <= slips;
    }

    private static int Slips(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        // Three rows of the table are enough: an exchange looks back by two.
        Span<byte> rows = stackalloc byte[3 * (LettersMax + 1)];
        var width = other.Length + 1;
        for (var column = 0; column < width; column++)
            rows[column] = (byte)column;

        for (var line = 1; line <= one.Length; line++)
        {
            var now = rows.Slice(line % 3 * (LettersMax + 1), width);
            var before = rows.Slice((line + 2) % 3 * (LettersMax + 1), width);
            var earlier = rows.Slice((line + 1) % 3 * (LettersMax + 1), width);
            now[0] = (byte)line;
            for (var column = 1; column < width; column++)
            {
                var isSame = Same(one[line - 1], other[column - 1]);
                var least = Math.Min(Math.Min(before[column] + 1, now[column - 1] + 1), before[column - 1] + (isSame ? 0 : 1));
                if (line > 1 && column > 1 && Same(one[line - 1], other[column - 2]) && Same(one[line - 2], other[column - 1]))
                    least = Math.Min(least, earlier[column - 2] + 1);
                now[column] = (byte)least;
            }
        }

        return rows[(one.Length % 3 * (LettersMax + 1)) + other.Length];
    }

    private static bool Same(char one, char other) => Letters.ToLower(one) == Letters.ToLower(other);
}
