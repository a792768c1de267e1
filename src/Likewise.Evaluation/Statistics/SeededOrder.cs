namespace Likewise.Evaluation;

/// <summary>
/// A random order that a seed fixes for ever: the same on every machine, operating system and version of the runtime, which
/// <see cref="Random"/> does not promise.
/// </summary>
/// <remarks>
/// Fisher and Yates's shuffle from the last place down; each step draws from SplitMix64 (Steele, Lea and Flood, 2014), begun with
/// the seed, and takes the high half of the product of draw and bound. The bias of that is below bound / 2⁶⁴.
/// </remarks>
public static class SeededOrder
{
    /// <summary>The items in the order that the seed fixes; a new list.</summary>
    public static IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> items, long seed)
    {
        ArgumentNullException.ThrowIfNull(items);
        var shuffled = items.ToArray();
        var state = unchecked((ulong)seed);
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var chosen = (int)Math.BigMul(Next(ref state), (ulong)last + 1, out _);
            (shuffled[last], shuffled[chosen]) = (shuffled[chosen], shuffled[last]);
        }

        return shuffled;
    }

    /// <summary>The first items of <see cref="Shuffle"/>: a sample without replacement.</summary>
    /// <param name="items">What is drawn from.</param>
    /// <param name="seed">Fixes the draw.</param>
    /// <param name="limit">How many at most, at least 1; null for all.</param>
    public static IReadOnlyList<T> Sample<T>(IReadOnlyList<T> items, long seed, int? limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(limit));
        var shuffled = Shuffle(items, seed);
        return limit < shuffled.Count ? [.. shuffled.Take(limit.Value)] : shuffled;
    }

    /// <summary>The next draw of SplitMix64, uniform over 64 bits.</summary>
    internal static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
