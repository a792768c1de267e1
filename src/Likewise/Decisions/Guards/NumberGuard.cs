using System.Numerics;

namespace Likewise;

/// <summary>
/// Both prompts name numbers, and not the same ones: 10 apples and 12 apples, 5 dollars and 5 euros. Spelling is no difference,
/// nor is a unit that only one of them names: ten, 10, 10.0.
/// </summary>
internal sealed class NumberGuard() : Guard("numbers")
{
    /// <summary>A prompt with more numbers is a table, and is left to other rules.</summary>
    private const int NumbersMax = 64;

    public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored)
    {
        var ours = asked.MarksOf(MarkKind.Number);
        var theirs = stored.MarksOf(MarkKind.Number);
        if (ours.Length is 0 or > NumbersMax || theirs.Length is 0 or > NumbersMax)
            return null;

        // A bit for each number that has no other like it.
        var oursLeft = ulong.MaxValue >>> (NumbersMax - ours.Length);
        var theirsLeft = ulong.MaxValue >>> (NumbersMax - theirs.Length);
        for (var one = 0; one < ours.Length; one++)
        {
            for (var other = 0; other < theirs.Length; other++)
            {
                if ((theirsLeft >>> other & 1) == 0 || !IsSame(ours[one], theirs[other]))
                    continue;
                oursLeft &= ~(1UL << one);
                theirsLeft &= ~(1UL << other);
                break;
            }
        }

        // A number that the other prompt leaves out may go without saying.
        return oursLeft == 0 || theirsLeft == 0
            ? null
            : new Objection(
                asked.SpanOf(ours[BitOperations.TrailingZeroCount(oursLeft)]),
                stored.SpanOf(theirs[BitOperations.TrailingZeroCount(theirsLeft)]));
    }

    private static bool IsSame(in Mark one, in Mark other) =>
        one.Value.Equals(other.Value) && (one.Key == other.Key || one.Key == 0 || other.Key == 0);
}
