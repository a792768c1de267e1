namespace Likewise;

/// <summary>Counts the slips of the finger between two words, whatever their case.</summary>
internal static class Slips
{
    /// <summary>The longest word that is compared.</summary>
    public const int LengthMax = 32;

    /// <summary>
    /// Letters to add, drop or change; two neighbours that changed places are one slip (optimal string alignment).
    /// </summary>
    /// <param name="one">At most <see cref="LengthMax"/> letters.</param>
    /// <param name="other">Likewise.</param>
    public static int Between(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        // Three rows of the table are enough: an exchange looks back by two.
        Span<byte> rows = stackalloc byte[3 * (LengthMax + 1)];
        var width = other.Length + 1;
        for (var column = 0; column < width; column++)
            rows[column] = (byte)column;

        for (var line = 1; line <= one.Length; line++)
        {
            var now = rows.Slice(line % 3 * (LengthMax + 1), width);
            var before = rows.Slice((line + 2) % 3 * (LengthMax + 1), width);
            var earlier = rows.Slice((line + 1) % 3 * (LengthMax + 1), width);
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

        return rows[(one.Length % 3 * (LengthMax + 1)) + other.Length];
    }

    private static bool Same(char one, char other) => Letters.ToLower(one) == Letters.ToLower(other);
}
