namespace Likewise;

/// <summary>
/// The same is said of another time, or is allowed here and required there: is and was, can and should, used to be.
/// </summary>
internal sealed class ModalityGuard() : Guard("modality")
{
    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        if (asked.MarksOf(MarkKind.Question).IsEmpty || stored.MarksOf(MarkKind.Question).IsEmpty)
            return null; // I no longer want it: that is why, not what.

        var objection = Difference(asked, stored, MannerSlot.Aspect, isOneEnough: true);
        if (objection is null && asked.IsYesOrNo && stored.IsYesOrNo)
        {
            objection = Difference(asked, stored, MannerSlot.Tense, isOneEnough: false)
                ?? Difference(asked, stored, MannerSlot.Mode, isOneEnough: false);
        }

        return objection is not null && ContentDifference.Count(asked, stored) == (0, 0) ? objection : null;
    }

    private static Objection? Difference(PromptFeatures asked, PromptFeatures stored, MannerSlot slot, bool isOneEnough)
    {
        var ours = Of(asked, slot);
        var theirs = Of(stored, slot);
        var (one, other) = MarkDifference.Find(ours, theirs);
        if (isOneEnough ? one < 0 && other < 0 : one < 0 || other < 0)
            return null;
        return new Objection(one < 0 ? default : asked.SpanOf(ours[one]), other < 0 ? default : stored.SpanOf(theirs[other]));
    }

    private static ReadOnlySpan<Mark> Of(PromptFeatures features, MannerSlot slot)
    {
        var marks = features.MarksOf(MarkKind.Manner);
        while (!marks.IsEmpty && marks[0].Key < (uint)slot)
            marks = marks[1..];
        var end = marks.IsEmpty || marks[0].Key != (uint)slot ? 0 : Mark.CountOfKey(marks);
        return marks[..end];
    }
}
