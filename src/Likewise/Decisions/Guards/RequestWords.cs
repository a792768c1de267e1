using System.Collections.Frozen;

namespace Likewise;

/// <summary>Tells which words of a request say what exactly is wanted, and whether another prompt says the same.</summary>
internal static class RequestWords
{
    private static readonly uint[] Prepositions = [.. new[]
    {
        "about", "after", "at", "before", "by", "for", "from", "in", "into", "near", "of", "on", "onto", "over", "through", "to",
        "under", "via", "with", "without",
    }.Select(StemOf)];

    /// <summary>What a verb may follow.</summary>
    private static readonly uint[] BeforeVerbs = [.. new[]
    {
        "to", "i", "you", "we", "they", "he", "she", "it", "that", "which", "who", "and", "please", "not",
    }.Select(StemOf)];

    private static readonly uint To = StemOf("to");
    private static readonly uint You = StemOf("you");

    private static readonly FrozenSet<uint> Vague = Lexicon<bool>.Load("en/vague", _ => true).Entries
        .Select(entry => StemOf(entry.Key)).ToFrozenSet();

    /// <summary>
    /// Whether a word is a detail of what is wanted: the object of the verb, what stands behind a preposition or before another
    /// such word. Verbs are not: there are too many for the same.
    /// </summary>
    public static bool IsDetail(PromptFeatures prompt, int index)
    {
        ref readonly var word = ref prompt.Words[index];
        if (!IsTold(word) || word.Is(WordTraits.Claimed | WordTraits.Auxiliary) || Vague.Contains(word.Stem)
            || IsVerb(prompt, index))
            return false;
        if (IsBeforeContent(prompt, index))
            return true;

        // Back to what the word belongs to, over articles and what describes it.
        for (var before = index - 1; before >= 0; before--)
        {
            ref readonly var at = ref prompt.Words[before];
            if (at.Is(WordTraits.Frame) || Prepositions.AsSpan().Contains(at.Stem))
                return true;
            if (IsBeforeVerbs(at))
                return before + 1 < index || at.Is(WordTraits.SentenceStart); // That serve meals, does the museum.
        }

        return false;
    }

    /// <summary>Whether another prompt has a word of this one, in another form or spelling, or one that means the same.</summary>
    public static bool Says(PromptFeatures other, PromptFeatures prompt, int index)
    {
        ref readonly var wanted = ref prompt.Words[index];
        var text = wanted.Span.Of(prompt.Prompt);
        for (var at = 0; at < other.Words.Length; at++)
        {
            ref readonly var word = ref other.Words[at];
            if (word.Stem == wanted.Stem || Synonyms.Are(word.Stem, wanted.Stem))
                return true;
            if (IsTold(word) && NameSpelling.IsSame(text, other, at))
                return true;
        }

        return false;
    }

    private static bool IsTold(in Word word) => word.IsContent && !word.Is(WordTraits.Frame);

    /// <summary>To cancel, I cancel, help cancelling; a running playlist is none, flights leaving is.</summary>
    private static bool IsVerb(PromptFeatures prompt, int index)
    {
        if (index == 0)
            return false;
        ref readonly var before = ref prompt.Words[index - 1];
        var isFrame = before.Is(WordTraits.Frame);
        if (isFrame ? before.Stem == To || before.Stem == You : IsBeforeVerbs(before) && !before.Is(WordTraits.SentenceStart))
            return !prompt.Words[index].Is(WordTraits.Capitalised);
        return (isFrame || before.IsContent) && prompt.Words[index].Span.Of(prompt.Prompt) is [.., 'i', 'n', 'g'];
    }

    private static bool IsBeforeVerbs(in Word word) =>
        word.Is(WordTraits.Auxiliary) || BeforeVerbs.AsSpan().Contains(word.Stem);

    private static bool IsBeforeContent(PromptFeatures prompt, int index)
    {
        if (index + 1 >= prompt.Words.Length)
            return false;
        ref readonly var next = ref prompt.Words[index + 1];
        return IsTold(next) && !next.Is(WordTraits.SentenceStart);
    }

    private static uint StemOf(string word) => Stemmer.HashOf(word);
}
