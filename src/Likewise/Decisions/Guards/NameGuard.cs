namespace Likewise;

/// <summary>
/// Each prompt names somebody or something that the other does not: Paris and Rome, iPhone and Galaxy. A name that only one of
/// them has may be context; other spellings of a name are the same name.
/// </summary>
internal sealed class NameGuard() : Guard("names")
{
    /// <summary>A prompt with more names is a text, and is left to other rules.</summary>
    private const int NamesMax = 32;

    /// <summary>First name and last name.</summary>
    private const int NameWordsMax = 2;

    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Name);
        var theirs = stored.MarksOf(MarkKind.Name);
        if (ours.Length is 0 or > NamesMax || theirs.Length is 0 or > NamesMax)
            return null;

        // Where all else is the same, even a word that has a capital for another reason will do.
        var least = asked.Language == Language.German && HasOneDifference(asked.Words, stored.Words)
            ? NameLevel.Capital
            : NameLevel.Rare;
        var one = FirstMissing(asked, ours, stored, theirs, least);
        var other = one < 0 ? -1 : FirstMissing(stored, theirs, asked, ours, least);
        if (other < 0)
            return null;

        // Words that are only rare may say the same, so they must be nearly all that differs.
        var areSure = ours[one].Value.Equals((double)NameLevel.Sure) && theirs[other].Value.Equals((double)NameLevel.Sure);
        return areSure || least == NameLevel.Capital || (HasFewOwn(asked, stored) && HasFewOwn(stored, asked))
            ? new Objection(asked.SpanOf(ours[one]), stored.SpanOf(theirs[other]))
            : null;
    }

    /// <summary>Whether a prompt has no more words of its own than a name has.</summary>
    private static bool HasFewOwn(PromptFeatures prompt, PromptFeatures other)
    {
        var own = 0;
        foreach (var index in prompt.Content)
            own += other.IndexOfStem(prompt.Words[index].Stem) < 0 ? 1 : 0;
        return own <= NameWordsMax;
    }

    private static bool HasOneDifference(ReadOnlySpan<Word> asked, ReadOnlySpan<Word> stored)
    {
        if (asked.Length != stored.Length)
            return false;

        var differences = 0;
        for (var index = 0; index < asked.Length; index++)
            differences += asked[index].Hash == stored[index].Hash ? 0 : 1;
        return differences == 1;
    }

    /// <summary>The first name of a prompt that the other prompt does not have; -1 where it has all.</summary>
    private static int FirstMissing(
        PromptFeatures prompt, ReadOnlySpan<Mark> names, PromptFeatures other, ReadOnlySpan<Mark> others, NameLevel least)
    {
        for (var index = 0; index < names.Length; index++)
        {
            if (names[index].Value >= (double)least && !Has(other, others, prompt, names[index]))
                return index;
        }

        return -1;
    }

    private static bool Has(PromptFeatures other, ReadOnlySpan<Mark> others, PromptFeatures prompt, in Mark name)
    {
        if (MarkDifference.HasKey(others, name.Key))
            return true;

        var wanted = prompt.Words[name.First];
        var text = prompt.SpanOf(name).Of(prompt.Prompt);
        for (var index = 0; index < other.Words.Length; index++)
        {
            var word = other.Words[index];
            if (name.Count == 1 && (word.Hash == wanted.Hash || word.Stem == wanted.Stem))
                return true;
            if (NameSpelling.IsSame(text, other, index))
                return true;
        }

        return false;
    }
}
