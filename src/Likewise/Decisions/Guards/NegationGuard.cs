namespace Likewise;

/// <summary>
/// One prompt denies what the other affirms: is it legal to park here, and not to park here. Where both deny something, or the
/// other does not speak of what is denied, it says nothing.
/// </summary>
internal sealed class NegationGuard() : Guard("negation")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Negation);
        var theirs = stored.MarksOf(MarkKind.Negation);
        if (ours.IsEmpty == theirs.IsEmpty || asked.IsStory || stored.IsStory)
            return null;
        if (ours.IsEmpty)
            return ObjectionTo(stored, asked)?.Mirrored;
        if (AsksWhy(asked) != AsksWhy(stored))
            return null; // Why it does not says that it does not.
        if (stored.MarksOf(MarkKind.Weakening).Length > asked.MarksOf(MarkKind.Weakening).Length)
            return null;

        foreach (ref readonly var denial in ours)
        {
            if (stored.IndexOfStem(denial.Key) is >= 0 and var affirmed)
                return new Objection(asked.SpanOf(denial), stored.Words[affirmed].Span);
        }

        return null;
    }

    private static bool AsksWhy(PromptFeatures features) =>
        features.MarksOf(MarkKind.Question) is [{ Value: (int)QuestionKind.Why }, ..];
}
