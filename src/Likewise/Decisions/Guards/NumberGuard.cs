namespace Likewise;

/// <summary>
/// Both prompts name numbers, and not the same ones: 10 apples and 12 apples. Spelling is no difference: ten, 10, 10.0.
/// </summary>
internal sealed class NumberGuard() : Guard("numbers")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Number);
        var theirs = stored.MarksOf(MarkKind.Number);
        var (one, other) = MarkDifference.Find(ours, theirs);
        if (one < 0 || other < 0)
            return null; // A number that the other leaves out may go without saying.

        return new Objection(asked.SpanOf(ours[one]), stored.SpanOf(theirs[other]));
    }
}
