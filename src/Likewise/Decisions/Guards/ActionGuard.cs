namespace Likewise;

/// <summary>
/// Something is to be done, or to be looked up, and not the same: add this to my running playlist and to my cooking playlist, a
/// table and a table for two. Whoever asks a question may be content with an answer that says more or less; what is done must be
/// what was asked for, so here a detail counts that only one of the prompts has.
/// </summary>
internal sealed class ActionGuard() : Guard("action")
{
    /// <summary>More words are a letter, not an order.</summary>
    private const int WordsMax = 30;

    private static readonly uint One = StemOf("one");
    private static readonly uint For = StemOf("for");
    private static readonly uint[] Determiners =
        [.. new[] { "this", "that", "the", "which", "no", "any", "each", "every" }.Select(StemOf)];

    private static readonly uint[] Relations = [.. new[] { "before", "after", "until", "since", "by" }.Select(StemOf)];

    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Request);
        var theirs = stored.MarksOf(MarkKind.Request);
        if (ours.IsEmpty || theirs.IsEmpty || asked.Words.Length > WordsMax || stored.Words.Length > WordsMax)
            return null;
        if (AreOther(ours[0].Key, theirs[0].Key))
            return new Objection(asked.SpanOf(ours[0]), stored.SpanOf(theirs[0]));

        var one = OwnDetail(asked, stored);
        var other = OwnDetail(stored, asked);
        return one.IsEmpty && other.IsEmpty ? null : new Objection(one, other);
    }

    /// <summary>Two verbs, each of something else.</summary>
    private static bool AreOther(uint one, uint other) =>
        one != other && RequestReader.IsAction(one) && RequestReader.IsAction(other);

    /// <summary>The first detail of a prompt that the other has not; empty where it has all.</summary>
    private static TextSpan OwnDetail(PromptFeatures prompt, PromptFeatures other)
    {
        foreach (ref readonly var number in prompt.MarksOf(MarkKind.Number))
        {
            if (!HasNumber(other, number))
                return prompt.SpanOf(number);
        }

        foreach (ref readonly var date in prompt.MarksOf(MarkKind.Date))
        {
            if (!HasDate(other, prompt, date))
                return prompt.SpanOf(date);
        }

        for (var index = 0; index < prompt.Words.Length; index++)
        {
            var isOwn = IsOne(prompt, index)
                ? !other.HasStem(One) && !HasNumber(other, 1)
                : RequestWords.IsDetail(prompt, index) && !RequestWords.Says(other, prompt, index);
            if (isOwn)
                return prompt.Words[index].Span;
        }

        return default;
    }

    private static bool HasNumber(PromptFeatures other, in Mark number) =>
        HasNumber(other, number.Value)
        || (number.Value.Equals(1.0) && number.Key != NumberReader.Ordinal && other.HasStem(One));

    /// <summary>Its unit is for another guard.</summary>
    private static bool HasNumber(PromptFeatures other, double value)
    {
        foreach (ref readonly var mark in other.MarksOf(MarkKind.Number))
        {
            if (mark.Value.Equals(value))
                return true;
        }

        return false;
    }

    /// <summary>A table for one, one way: not one of these, the red one.</summary>
    private static bool IsOne(PromptFeatures prompt, int index)
    {
        ref readonly var word = ref prompt.Words[index];
        if (word.Stem != One || word.Is(WordTraits.Claimed) || index == 0)
            return false;
        var before = prompt.Words[index - 1].Stem;
        return before == For
            || (index + 1 < prompt.Words.Length && prompt.Words[index + 1].IsContent && !Determiners.AsSpan().Contains(before));
    }

    private static bool HasDate(PromptFeatures other, PromptFeatures prompt, in Mark date)
    {
        foreach (ref readonly var mark in other.MarksOf(MarkKind.Date))
        {
            if (mark.Says(date))
                return RelationOf(other, mark) == RelationOf(prompt, date);
        }

        return (DateKind)date.Key is DateKind.Day or DateKind.Year && date.Value.Equals(0.0); // It goes without saying.
    }

    /// <summary>Before five, after five; at and around are one.</summary>
    private static uint RelationOf(PromptFeatures prompt, in Mark date)
    {
        var before = date.First > 0 ? prompt.Words[date.First - 1].Stem : 0;
        return Relations.AsSpan().Contains(before) ? before : 0;
    }

    private static uint StemOf(string word) => Stemmer.HashOf(word);
}
