namespace Likewise;

/// <summary>
/// One prompt speaks of one side of an axis and the other of the opposite: buy and sell. One that speaks of both sides compares
/// them, and it is not known which it wants. Of classes, which say less, the two words must be the only difference.
/// </summary>
internal sealed class PoleGuard(string name, MarkKind kind, bool isOnlyDifference = false) : Guard(name)
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        if (asked.IsStory || stored.IsStory)
            return null;
        if (asked.MarksOf(MarkKind.Negation).IsEmpty != stored.MarksOf(MarkKind.Negation).IsEmpty)
            return null; // Not safe may be dangerous.

        var ours = asked.MarksOf(kind);
        var theirs = stored.MarksOf(kind);
        while (!ours.IsEmpty && !theirs.IsEmpty)
        {
            var order = ours[0].Key.CompareTo(theirs[0].Key);
            var (one, other) = (Mark.CountOfKey(ours), Mark.CountOfKey(theirs));
            if (order == 0 && AreOpposite(ours[..one], theirs[..other])
                && (!isOnlyDifference || ContentDifference.Count(asked, stored) == (1, 1)))
                return new Objection(asked.SpanOf(ours[0]), stored.SpanOf(theirs[0]));

            ours = order <= 0 ? ours[one..] : ours;
            theirs = order >= 0 ? theirs[other..] : theirs;
        }

        return null;
    }

    /// <summary>Sorted by side: the first and the last are on the same one where all are.</summary>
    private static bool AreOpposite(ReadOnlySpan<Mark> ours, ReadOnlySpan<Mark> theirs) =>
        ours[0].Value.Equals(ours[^1].Value) && theirs[0].Value.Equals(theirs[^1].Value)
        && !ours[0].Value.Equals(theirs[0].Value);
}
