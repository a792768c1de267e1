using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation.Tuning;

public sealed class ReplayTallyTests
{
    [Fact]
    public void What_was_audited_stands_for_all_that_was_served_and_what_nobody_judged_counts_as_wrong()
    {
        var tally = new ReplayTally();
        Add(tally, Judged.ServedRight, 19);
        Add(tally, Judged.ServedWrong, 1);
        Add(tally, Judged.ServedUntold, 380);
        Add(tally, Judged.OtherRight, 100);
        Add(tally, Judged.OtherUntold, 50);

        var outcome = tally.ToOutcome(TunePolicy.InForce);

        Assert.Equal((550, 120, 1, 50), (outcome.HitsByMeaning, outcome.Judged, outcome.JudgedWrong, outcome.Unjudged));
        Assert.Equal(20.0 / 500, outcome.WrongShare!.Value, 12); // One of twenty of 400, and none of 100.
        Assert.InRange(outcome.Interval!.Value.High, 0.1, 0.25);
        Assert.Equal(((500 * outcome.Interval.Value.High) + 50) / 550, outcome.WrongShareMax!.Value, 12);
    }

    [Fact]
    public void Without_an_outcome_nothing_is_said_of_what_is_wrong()
    {
        var tally = new ReplayTally();
        Add(tally, Judged.ServedUntold, 10);

        var outcome = tally.ToOutcome(TunePolicy.InForce);

        Assert.Null(outcome.WrongShare);
        Assert.Equal((10, 1.0), (outcome.Unjudged, outcome.WrongShareMax));
    }

    private static void Add(ReplayTally tally, Judged judged, int times)
    {
        var lookup = new LoggedLookup
        {
            Number = 1, At = default, Place = new LoggedPlace(0, 0, 0, 0), Fingerprint = 0, Rule = "", Entry = 0,
        };
        for (var at = 0; at < times; at++)
            tally.AddHit(new ReplayDecision(HitTier.Near, default, "threshold", 0), lookup, default, judged);
    }
}
