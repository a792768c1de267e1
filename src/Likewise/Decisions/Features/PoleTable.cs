namespace Likewise;

/// <summary>
/// Words and phrases with an opposite, found by their stems. A line of the files is an axis: <c>increase, raise = decrease</c>;
/// what stands on one side of an axis is as good as the same against the other, and a word may stand on several axes. A class has
/// as many sides as members: <c>season = spring, summer, autumn/fall</c>.
/// </summary>
internal sealed class PoleTable
{
    private const int WordsMax = 4;

    /// <summary>How far the particle of a verb may stand from it: turn the kitchen light on.</summary>
    private const int ParticleDistanceMax = 4;

    private static readonly HashSet<uint> Particles = [.. new[] { "on", "off", "in", "out", "up", "down" }.Select(StemOf)];

    private readonly Dictionary<uint, Pole[]> _poles = [];
    private readonly HashSet<uint> _phraseStarts = [];

    public PoleTable(Lexicon<string> polarity, Lexicon<string> quantity, Lexicon<string> classes)
    {
        Add(MarkKind.Polarity, polarity);
        Add(MarkKind.Quantity, quantity);
        foreach (var (name, members) in classes.Entries)
        {
            var side = 0;
            foreach (var member in members.Split(',', StringSplitOptions.TrimEntries))
                Add(member.Replace('/', ','), new Pole(MarkKind.Member, Letters.HashOf(name), ++side));
        }
    }

    /// <summary>Finds the longest entry that begins at a word.</summary>
    /// <returns>How many words it has, those between a verb and its particle included; 0 where none begins there.</returns>
    public int Match(ReadOnlySpan<Word> words, int first, out Pole[]? poles)
    {
        poles = null;
        var start = words[first].Stem;
        if (_phraseStarts.Contains(start))
        {
            for (var count = Math.Min(WordsMax, words.Length - first); count > 1; count--)
            {
                if (_poles.TryGetValue(HashOf(words.Slice(first, count)), out poles))
                    return count;
            }

            var end = Math.Min(words.Length, first + ParticleDistanceMax + 2);
            for (var particle = first + 2; particle < end && !words[particle].Is(WordTraits.SentenceStart); particle++)
            {
                if (Particles.Contains(words[particle].Stem)
                    && _poles.TryGetValue(HashOf([words[first], words[particle]]), out poles))
                    return particle - first + 1;
            }
        }

        return _poles.TryGetValue(start, out poles) ? 1 : 0;
    }

    private void Add(MarkKind kind, Lexicon<string> axes)
    {
        foreach (var (left, right) in axes.Entries)
        {
            var axis = Letters.HashOf(left);
            Add(left, new Pole(kind, axis, 1));
            Add(right, new Pole(kind, axis, -1));
        }
    }

    private void Add(string entries, Pole pole)
    {
        foreach (var entry in entries.Split(',', StringSplitOptions.TrimEntries))
        {
            var stems = entry.Split(' ').Select(StemOf).ToArray();
            if (stems.Length > 1)
                _phraseStarts.Add(stems[0]);
            var key = stems.Aggregate(0u, Combine);
            _poles[key] = [.. _poles.GetValueOrDefault(key, []), pole];
        }
    }

    private static uint HashOf(ReadOnlySpan<Word> words)
    {
        var hash = 0u;
        foreach (ref readonly var word in words)
            hash = Combine(hash, word.Stem);
        return hash;
    }

    /// <summary>A single word's is its stem.</summary>
    private static uint Combine(uint hash, uint stem) => unchecked((hash * 16777619u) ^ stem);

    private static uint StemOf(string word) => Stemmer.HashOf(word);
}
