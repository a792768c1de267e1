namespace Likewise;

/// <summary>
/// What comes first in one prompt comes second in the other: from Rome and to Rome, before lunch and after it. One sure sign is
/// enough; of guesses there must be two, one each way. Where there is no order, as in a distance, it says nothing.
/// </summary>
internal sealed class DirectionGuard() : Guard("direction")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Direction);
        var theirs = stored.MarksOf(MarkKind.Direction);
        var isSymmetric = !asked.MarksOf(MarkKind.Symmetry).IsEmpty && !stored.MarksOf(MarkKind.Symmetry).IsEmpty;
        var (isForth, isBack) = (false, false);
        while (!ours.IsEmpty && !theirs.IsEmpty)
        {
            var order = ours[0].Key.CompareTo(theirs[0].Key);
            var (one, other) = (Mark.CountOfKey(ours), Mark.CountOfKey(theirs));
            if (order == 0 && !(isSymmetric && DirectionReader.FamilyOf(ours[0]) != DirectionFamily.Time))
            {
                var turn = TurnOf(ours[..one], theirs[..other]);
                isForth |= turn > 0;
                isBack |= turn < 0;
                if ((isForth && isBack) || Math.Abs(turn) == DirectionReader.Sure)
                    return new Objection(asked.SpanOf(ours[0]), stored.SpanOf(theirs[0]));
            }

            ours = order <= 0 ? ours[one..] : ours;
            theirs = order >= 0 ? theirs[other..] : theirs;
        }

        return null;
    }

    /// <summary>How surely a word that is first here is second there, or below 0 the other way round.</summary>
    private static int TurnOf(ReadOnlySpan<Mark> ours, ReadOnlySpan<Mark> theirs)
    {
        // Sorted by value. A word that is both first and second in one prompt turns nowhere.
        var sureness = (int)Math.Min(SurestOf(ours), SurestOf(theirs));
        if (ours[^1].Value < 0 && theirs[0].Value > 0)
            return sureness;
        return ours[0].Value > 0 && theirs[^1].Value < 0 ? -sureness : 0;
    }

    private static double SurestOf(ReadOnlySpan<Mark> marks) => Math.Max(Math.Abs(marks[0].Value), Math.Abs(marks[^1].Value));
}
