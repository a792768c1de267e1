namespace Likewise;

/// <summary>Tells a slip of the keyboard from another word.</summary>
internal static class Misspelling
{
    private const int LettersMin = 4;
    private const int LettersMax = 24;
    private const int TwoSlipsFrom = 8;

    /// <summary>
    /// Whether two words differ by one slip, or by two where they are long: a letter more, less, another, or two exchanged
    /// (<see cref="Slips"/>). The first letter is hardly ever the wrong one, and often tells opposites apart: increase,
    /// decrease.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var (shorter, longer) = (Math.Min(one.Length, other.Length), Math.Max(one.Length, other.Length));
        var slips = shorter >= TwoSlipsFrom ? 2 : 1;
        if (shorter < LettersMin || longer > LettersMax || longer - shorter > slips
            || Letters.ToLower(one[0]) != Letters.ToLower(other[0]))
            return false;

        return Slips.Between(one, other) <= slips;
    }
}
