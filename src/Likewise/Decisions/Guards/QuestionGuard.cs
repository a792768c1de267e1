namespace Likewise;

/// <summary>The same is asked about in another way: when it was built and who built it.</summary>
internal sealed class QuestionGuard() : Guard("question")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Question);
        var theirs = stored.MarksOf(MarkKind.Question);
        if (ours.Length != 1 || theirs.Length != 1)
            return null; // None is known, or several are asked.

        var (one, other) = ((QuestionKind)ours[0].Value, (QuestionKind)theirs[0].Value);
        if (one == other || IsNear(one, other) || IsNear(other, one))
            return null;

        var (onlyAsked, onlyStored) = ContentDifference.Count(asked, stored);
        return onlyAsked + onlyStored == 0 ? new Objection(asked.SpanOf(ours[0]), stored.SpanOf(theirs[0])) : null;
    }

    /// <summary>Whether one may be meant by the other: where can I buy it, how do I buy it, can I buy it.</summary>
    private static bool IsNear(QuestionKind one, QuestionKind other) => one switch
    {
        QuestionKind.How => other is QuestionKind.HowTo or QuestionKind.Why,
        QuestionKind.HowTo => other is QuestionKind.Where or QuestionKind.Why,
        QuestionKind.HowMany => other is QuestionKind.HowMuch,
        QuestionKind.HowLong => other is QuestionKind.HowFar or QuestionKind.When or QuestionKind.HowMuch or QuestionKind.HowMany,
        QuestionKind.HowOften => other is QuestionKind.When or QuestionKind.HowMany,
        QuestionKind.Whether => true,
        _ => false,
    };
}
