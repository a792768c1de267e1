using System.Collections.Frozen;

namespace Likewise;

/// <summary>Pairs of words that mean the same where something is asked for, by their stems. Not transitive.</summary>
internal static class Synonyms
{
    private static readonly FrozenSet<ulong> Pairs = Lexicon<string>.Load("en/synonyms", others => others).Entries
        .SelectMany(line => line.Value.Split(',', StringSplitOptions.TrimEntries), (line, other) => PairOf(line.Key, other))
        .ToFrozenSet();

    /// <param name="one">A word's stem.</param>
    /// <param name="other">Another's.</param>
    public static bool Are(uint one, uint other) => Pairs.Contains(PairOf(one, other));

    private static ulong PairOf(string one, string other) => PairOf(Stemmer.HashOf(one), Stemmer.HashOf(other));

    private static ulong PairOf(uint one, uint other) => ((ulong)Math.Min(one, other) << 32) | Math.Max(one, other);
}
