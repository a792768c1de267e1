namespace Likewise;

/// <summary>
/// What is measured of two prompts before a model says how likely the answer to one is right for the other: their similarity, and
/// what words only one of them has. Every number is the same whichever of the two was asked.
/// </summary>
/// <remarks>Pure; grows with the words of both; allocates nothing.</remarks>
internal static class PairFeatures
{
    /// <summary>The names of the features, in their order; part of the format of a model's file.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "similarity", "content-overlap", "word-overlap", "neighbour-overlap", "only-content-fewer", "only-content-more",
        "only-content-share", "shared-content", "words-fewer", "length-ratio", "names-both", "names-one", "numbers-both",
        "numbers-one", "code-both", "code-one", "question-differs", "question-one", "content-moved", "plain-words-only",
        "longest-only-fewer", "longest-only-more", "slips",
    ];

    /// <summary>Where the similarity stands: a model never takes more of it for worse.</summary>
    public const int Similarity = 0;

    public static int Count => Names.Count;

    /// <param name="similarity">Cosine of the two prompts' vectors.</param>
    /// <param name="one">One prompt.</param>
    /// <param name="other">The other.</param>
    /// <param name="values">Receives the features. Shape [<see cref="Count"/>].</param>
    public static void Measure(double similarity, PromptFeatures one, PromptFeatures other, Span<float> values)
    {
        var mine = StemsOf(one, stackalloc uint[StemSet.PlacesFor(one.Words.Length)]);
        var theirs = StemsOf(other, stackalloc uint[StemSet.PlacesFor(other.Words.Length)]);
        var a = WordsApart.Of(one, theirs, stackalloc int[WordsApart.Room]);
        var b = WordsApart.Of(other, mine, stackalloc int[WordsApart.Room]);
        var (contentFewer, contentMore) = Sorted(a.OnlyContent, b.OnlyContent);
        var (longestFewer, longestMore) = Sorted(a.LongestOnly, b.LongestOnly);
        var (questionDiffers, questionOne) = Questions(one.Words, other.Words);

        Span<float> measured =
        [
            (float)similarity,
            Share(a.SharedContent + b.SharedContent, a.Content + b.Content),
            Share(a.Shared + b.Shared, a.All + b.All),
            NeighbourOverlap(one.Words, other.Words),
            contentFewer,
            contentMore,
            Share(2 * contentMore, a.Content + b.Content),
            (a.SharedContent + b.SharedContent) / 2f,
            Math.Min(a.All, b.All),
            Share(Math.Min(a.All, b.All), Math.Max(a.All, b.All)),
            Both(a.OnlyNames, b.OnlyNames),
            One(a.OnlyNames, b.OnlyNames),
            Both(a.OnlyNumbers, b.OnlyNumbers),
            One(a.OnlyNumbers, b.OnlyNumbers),
            Both(a.OnlyCode, b.OnlyCode),
            One(a.OnlyCode, b.OnlyCode),
            questionDiffers,
            questionOne,
            Moved(one.Words, mine, other.Words, theirs),
            a.All - a.Shared - a.OnlyContent + b.All - b.Shared - b.OnlyContent,
            longestFewer,
            longestMore,
            Slips(one, a.OnlyPlain, other, b.OnlyPlain),
        ];
        measured.CopyTo(values);
    }

    private static StemSet StemsOf(PromptFeatures features, Span<uint> places)
    {
        var stems = new StemSet(places);
        foreach (ref readonly var word in features.Words)
            stems.Add(word.Stem);
        return stems;
    }

    /// <summary>The share of neighbouring words that are neighbours in the other prompt too.</summary>
    private static float NeighbourOverlap(ReadOnlySpan<Word> one, ReadOnlySpan<Word> other)
    {
        var shared = SharedNeighbours(one, other, stackalloc uint[StemSet.PlacesFor(other.Length)])
            + SharedNeighbours(other, one, stackalloc uint[StemSet.PlacesFor(one.Length)]);
        return Share(shared, Math.Max(0, one.Length - 1) + Math.Max(0, other.Length - 1));
    }

    private static int SharedNeighbours(ReadOnlySpan<Word> own, ReadOnlySpan<Word> others, Span<uint> places)
    {
        var neighbours = new StemSet(places);
        for (var index = 1; index < others.Length; index++)
            neighbours.Add(Joined(others, index));
        var shared = 0;
        for (var index = 1; index < own.Length; index++)
            shared += neighbours.Contains(Joined(own, index)) ? 1 : 0;
        return shared;
    }

    private static uint Joined(ReadOnlySpan<Word> words, int index) => ((words[index - 1].Stem * 31) ^ words[index].Stem) | 1;

    /// <summary>How much of the content that both have stands in another order.</summary>
    private static float Moved(ReadOnlySpan<Word> one, StemSet mine, ReadOnlySpan<Word> other, StemSet theirs)
    {
        var (places, moved) = (0, 0);
        for (var (at, there) = (NextShared(one, 0, theirs), NextShared(other, 0, mine));
            at < one.Length && there < other.Length;
            at = NextShared(one, at + 1, theirs), there = NextShared(other, there + 1, mine))
        {
            places++;
            moved += one[at].Stem != other[there].Stem ? 1 : 0;
        }

        return Share(moved, places);
    }

    private static int NextShared(ReadOnlySpan<Word> words, int from, StemSet others)
    {
        while (from < words.Length && !(WordsApart.IsContent(words[from]) && others.Contains(words[from].Stem)))
            from++;
        return from;
    }

    /// <summary>Whether both ask by a question word, and not by the same; whether only one does.</summary>
    private static (float Differs, float One) Questions(ReadOnlySpan<Word> one, ReadOnlySpan<Word> other)
    {
        var (first, second) = (QuestionOf(one), QuestionOf(other));
        return (first != 0 && second != 0 && first != second ? 1 : 0, first == 0 ^ second == 0 ? 1 : 0);
    }

    private static uint QuestionOf(ReadOnlySpan<Word> words)
    {
        foreach (ref readonly var word in words)
        {
            if (word.Is(WordTraits.QuestionWord))
                return word.Hash;
        }

        return 0;
    }

    /// <summary>How many pairs of words that only one of them has are the same word, misspelt in one.</summary>
    private static float Slips(PromptFeatures one, ReadOnlySpan<int> mine, PromptFeatures other, ReadOnlySpan<int> theirs)
    {
        var slips = 0;
        foreach (var index in mine)
        {
            foreach (var there in theirs)
            {
                var isSlip = Misspelling.Is(one.Words[index].Span.Of(one.Prompt), other.Words[there].Span.Of(other.Prompt));
                slips += isSlip ? 1 : 0;
            }
        }

        return slips;
    }

    private static float Share(float part, float whole) => whole == 0 ? 1 : part / whole;

    private static (int Fewer, int More) Sorted(int one, int other) => one < other ? (one, other) : (other, one);

    private static float Both(int one, int other) => one > 0 && other > 0 ? 1 : 0;

    private static float One(int one, int other) => one > 0 ^ other > 0 ? 1 : 0;
}
