namespace Likewise;

/// <summary>Both prompts name identifiers, flags, paths, addresses or versions, and not the same ones.</summary>
internal sealed class CodeGuard() : Guard("code")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Code);
        var theirs = stored.MarksOf(MarkKind.Code);
        var (one, other) = MarkDifference.Find(ours, theirs);
        return one < 0 || other < 0 ? null : new Objection(asked.SpanOf(ours[one]), stored.SpanOf(theirs[other]));
    }
}
