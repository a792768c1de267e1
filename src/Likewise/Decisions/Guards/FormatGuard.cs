namespace Likewise;

/// <summary>
/// The answer is to look different: as JSON, in French, in one line, for a child. Named by one of the prompts alone it is a
/// difference too; but a programming language, or a system, may go without saying.
/// </summary>
internal sealed class FormatGuard() : Guard("format")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Format);
        var theirs = stored.MarksOf(MarkKind.Format);
        if (MarkDifference.WithinKeys(asked, ours, stored, theirs) is { } objection)
            return objection;

        var (one, other) = (FirstNeeded(ours, theirs), FirstNeeded(theirs, ours));
        return one < 0 && other < 0
            ? null
            : new Objection(one < 0 ? default : asked.SpanOf(ours[one]), other < 0 ? default : stored.SpanOf(theirs[other]));
    }

    /// <summary>The first that the other prompt has nothing of the same class for, and would have to.</summary>
    private static int FirstNeeded(ReadOnlySpan<Mark> marks, ReadOnlySpan<Mark> others)
    {
        for (var index = 0; index < marks.Length; index++)
        {
            if (marks[index].Key != FormatReader.Program && marks[index].Key != FormatReader.Reader
                && !MarkDifference.HasKey(others, marks[index].Key))
                return index;
        }

        return -1;
    }
}
