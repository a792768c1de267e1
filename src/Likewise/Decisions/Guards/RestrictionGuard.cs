namespace Likewise;

/// <summary>
/// One prompt is the other with a restriction put in: laws and laws in Spain, is he a nurse and is he a good nurse. Of all that
/// may be put in only these two are clear: a name or a number behind a preposition at the end, and an adjective behind the
/// article of a question that is answered with yes or no. Others are a matter of style as often as not.
/// </summary>
internal sealed class RestrictionGuard() : Guard("restriction")
{
    private const int RestrictionMax = 5;

    private static readonly uint[] Prepositions = [.. new[]
    {
        "in", "for", "on", "with", "from", "at", "under", "over", "after", "before", "during", "since", "until", "by", "near",
        "of",
    }.Select(StemOf)];

    private static readonly uint[] Articles = [StemOf("a"), StemOf("an")];

    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        Span<ushort> buffer = stackalloc ushort[2 * Line.WordsMax];
        var line = Line.Between(asked, stored, buffer);
        if (line.Shared < 2 || line.Before < 0 || line.Asked.IsEmpty == line.Stored.IsEmpty)
            return null;
        if (line.Stored.IsEmpty)
            return Restricts(asked, line.Asked) ? new Objection(asked.SpanOf(line.Asked), default) : null;
        return Restricts(stored, line.Stored) ? new Objection(default, stored.SpanOf(line.Stored)) : null;
    }

    private static bool Restricts(PromptFeatures features, ReadOnlySpan<ushort> words) =>
        words.Length == 1
            ? IsAdjective(features, words[0])
            : words.Length <= RestrictionMax && words[^1] + 1 == features.Words.Length && IsNamed(features, words);

    /// <summary>Is she a famous nurse?</summary>
    private static bool IsAdjective(PromptFeatures features, int word) =>
        features.IsYesOrNo && word > 0 && word + 1 < features.Words.Length
        && features.Words[word].IsContent && features.Words[word + 1].IsContent
        && Articles.AsSpan().Contains(features.Words[word - 1].Stem);

    /// <summary>In Spain, after 1990; not: at all.</summary>
    private static bool IsNamed(PromptFeatures features, ReadOnlySpan<ushort> words)
    {
        if (!Prepositions.AsSpan().Contains(features.Words[words[0]].Stem))
            return false;

        foreach (var index in words[1..])
        {
            ref readonly var word = ref features.Words[index];
            if (word.Is(WordTraits.SentenceStart))
                return false;
            if (word.IsContent && word.Is(WordTraits.Capitalised | WordTraits.Digits))
                return true;
        }

        return false;
    }

    private static uint StemOf(string word) => Stemmer.HashOf(word);
}
