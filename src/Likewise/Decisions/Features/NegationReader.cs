using System.Diagnostics;

namespace Likewise;

/// <summary>
/// Reads what a prompt denies. Two negations before one word cancel; those that only look so are left out: tags (isn't it?),
/// questions that begin with one (isn't he …?), whether or not, not only.
/// </summary>
internal static class NegationReader
{
    /// <summary>Not a really good idea; but not what stands far behind.</summary>
    private const int DistanceMax = 4;

    private static readonly Lexicons<NegationWord> Words = new("negation", Parse);

    public static void Read(Reading reading)
    {
        var table = Words[reading.Language];
        var first = -1; // Of the negations that wait for a word to deny.
        var isOdd = false;
        for (var index = 0; index < reading.Words.Length;)
        {
            if (first >= 0 && reading.Words[index].Is(WordTraits.SentenceStart))
                Deny(reading, ref first, index - 1, DeniedBefore(reading, first), isOdd);

            var count = table.Match(reading, index, out var word);
            var kind = count > 0 ? InContext(word, reading, index, count) : NegationWord.Nothing;
            if (kind == NegationWord.Weakens)
                reading.Note(MarkKind.Weakening, index, count, 0);
            if (kind == NegationWord.Denies)
            {
                isOdd = first < 0 || !isOdd;
                first = first < 0 ? index : first;
            }
            else if (kind == NegationWord.Complains)
                reading.Note(MarkKind.Negation, index, count, 0);
            else if (first >= 0 && reading.Words[index].IsContent)
                Deny(reading, ref first, index, index - first <= DistanceMax ? index : -1, isOdd);
            else if (first >= 0 && IsPreposition(reading.TextOf(index)))
                Deny(reading, ref first, index - 1, denied: -1, isOdd);

            index += Math.Max(1, count);
        }

        if (first >= 0)
            Deny(reading, ref first, reading.Words.Length - 1, DeniedBefore(reading, first), isOdd);
    }

    private static NegationWord InContext(NegationWord word, Reading reading, int index, int count)
    {
        if (reading.Words[index].Is(WordTraits.Code | WordTraits.Quoted))
            return NegationWord.Nothing;
        if (word == NegationWord.DeniesNext)
            return IsDeed(reading, index + count) ? NegationWord.Denies : NegationWord.Weakens;
        if (word != NegationWord.Denies)
            return word;
        if (IsRhetorical(reading, index, count))
            return NegationWord.Nothing;
        return IsComplaint(reading, index) ? NegationWord.Complains : word;
    }

    private static bool IsDeed(Reading reading, int word) =>
        word < reading.Words.Length && reading.Words[word].IsContent
        && (reading.Language != Language.English || reading.TextOf(word).EndsWith("ing"));

    /// <summary>Isn't it so? It is so, isn't it? Don't you think so? No, it is not. But: don't do so.</summary>
    private static bool IsRhetorical(Reading reading, int index, int count)
    {
        var words = reading.Words;
        if (words[index].Is(WordTraits.SentenceStart) && words[index].Opened == 0)
            return reading.Is(index, "no") && index + 1 < words.Length && words[index + 1].Is(WordTraits.StopWord);
        if (index == 0 || !words[index - 1].Is(WordTraits.Auxiliary))
            return false;

        var next = index + count;
        var isPronounNext = next < words.Length && IsPronoun(reading.TextOf(next));
        var isTag = isPronounNext && (next + 1 == words.Length || words[next + 1].Is(WordTraits.SentenceStart));
        var isOpening = words[index - 1].Is(WordTraits.SentenceStart) && (isPronounNext || !reading.Is(index - 1, "do"));
        return isTag || isOpening;
    }

    /// <summary>
    /// I cannot find it, I have not got it, why can't I: who says so asks how to. But: what if I have not got it?
    /// </summary>
    private static bool IsComplaint(Reading reading, int index)
    {
        if (index > 0 && (reading.Is(index - 1, "can") || reading.Is(index - 1, "could")) && IsSpeaker(reading, index + 1))
            return true;
        return index > 1 && reading.Words[index - 1].Is(WordTraits.Auxiliary) && IsSpeaker(reading, index - 2)
            && !reading.Is(index - 3, "if") && !reading.Is(index - 3, "when");
    }

    private static bool IsSpeaker(Reading reading, int word) => reading.Is(word, "i") || reading.Is(word, "we");

    private static bool IsPronoun(ReadOnlySpan<char> word) =>
        word is "i" or "you" or "he" or "she" or "it" or "we" or "they" or "there" or "this" or "that";

    /// <summary>Where nothing follows, what stands before is denied: er raucht nicht.</summary>
    private static int DeniedBefore(Reading reading, int first)
    {
        if (reading.Language is Language.English or Language.Unknown)
            return -1;

        for (var index = first - 1; index >= 0; index--)
        {
            if (reading.Words[index].IsContent)
                return index;
            if (reading.Words[index].Is(WordTraits.SentenceStart))
                break;
        }

        return -1;
    }

    /// <summary>What is denied stands before it: not mine in this case.</summary>
    private static bool IsPreposition(ReadOnlySpan<char> word) =>
        word is "in" or "on" or "at" or "from" or "for" or "with" or "by" or "of";

    private static void Deny(Reading reading, ref int first, int last, int denied, bool isOdd)
    {
        if (isOdd)
        {
            var start = denied >= 0 ? Math.Min(first, denied) : first;
            reading.Note(MarkKind.Negation, start, last - start + 1, 0, denied >= 0 ? reading.Words[denied].Stem : 0);
        }

        first = -1;
    }

    private static NegationWord Parse(string meaning) => meaning switch
    {
        "" => NegationWord.Denies,
        "next" => NegationWord.DeniesNext,
        "weakens" => NegationWord.Weakens,
        "nothing" => NegationWord.Nothing,
        _ => throw new UnreachableException(meaning),
    };
}
