namespace Likewise;

/// <summary>
/// Another day, month or time: Monday and Tuesday, 5 May and 6 May, today and tomorrow, 9 am and 9 pm; or one that only one of
/// the prompts names.
/// </summary>
internal sealed class DateGuard() : Guard("dates")
{
    private const int WordsMax = 30;

    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Date);
        var theirs = stored.MarksOf(MarkKind.Date);
        if (ours.Length > 0 && theirs.Length > 0)
            return MarkDifference.WithinKeys(asked, ours, stored, theirs);

        // In a long prompt a day is part of the story.
        var (one, other) = (FirstNeeded(ours), FirstNeeded(theirs));
        return (one < 0 && other < 0) || Math.Max(asked.Words.Length, stored.Words.Length) > WordsMax
            ? null
            : new Objection(one < 0 ? default : asked.SpanOf(ours[one]), other < 0 ? default : stored.SpanOf(theirs[other]));
    }

    /// <summary>The first that does not go without saying, as today and the year do.</summary>
    private static int FirstNeeded(ReadOnlySpan<Mark> marks)
    {
        for (var index = 0; index < marks.Length; index++)
        {
            var kind = (DateKind)marks[index].Key;
            if (kind is DateKind.Weekday or DateKind.MonthDay or DateKind.Clock or DateKind.Week or DateKind.Weekend
                || (kind == DateKind.Day && marks[index].Value != 0))
                return index;
        }

        return -1;
    }
}
