namespace Likewise.Tests.Decisions.Bound;

public class GroupBoundTests
{
    private static readonly BoundTarget Target = new(0.05, 0.05);

    [Fact]
    public void Without_evidence_a_group_begins_with_the_calibration()
    {
        var group = NewGroup(above: 2.5);

        Assert.Equal((2.5, BoundStanding.Calibration), (group.LogOddsMin, group.Source));
    }

    [Fact]
    public void Its_own_evidence_takes_over_once_it_carries_a_cut()
    {
        var group = NewGroup(above: 6);
        Teach(group, 1.0, right: 300);

        Assert.Equal(BoundStanding.Own, group.Source);
        Assert.InRange(group.LogOddsMin, 0.9, 1.0);
    }

    [Fact]
    public void Evidence_against_the_calibration_puts_it_aside()
    {
        var group = NewGroup(above: 2);
        Teach(group, 3.0, right: 4, wrong: 4);

        Assert.Equal((double.PositiveInfinity, BoundStanding.Closed), (group.LogOddsMin, group.Source));
    }

    [Fact]
    public void A_few_wrong_ones_within_chance_do_not()
    {
        var group = NewGroup(above: 2);
        Teach(group, 3.0, right: 38, wrong: 2);

        Assert.Equal(2, group.LogOddsMin);
    }

    [Fact]
    public void What_lies_below_the_calibrations_cut_does_not_speak_against_it()
    {
        var group = NewGroup(above: 2);
        Teach(group, 1.0, right: 10, wrong: 40);

        Assert.Equal(2, group.LogOddsMin);
    }

    [Theory]
    [InlineData(1.0, 1.9, 2.0)]
    [InlineData(3.0, 3.0, 3.0)]
    public void The_cut_of_all_groups_holds_as_far_down_as_its_own_evidence_bears_it_out(double all, double from, double to)
    {
        var group = new GroupBound(new Fixed(double.PositiveInfinity), new Fixed(all), Target, standsFor: 1, evidenceMax: 20_000);
        Assert.Equal(BoundStanding.Closed, group.Source);

        Teach(group, 2.0, right: 40);

        Assert.Equal(BoundStanding.AllGroups, group.Source);
        Assert.InRange(group.LogOddsMin, from, to);
    }

    [Fact]
    public void The_alarm_closes_at_once_and_forgets_what_was_before_the_change()
    {
        var group = NewGroup(above: 6);
        Teach(group, 2.0, right: 2_000);
        Assert.Equal(BoundStanding.Own, group.Source);

        var audits = 1;
        while (!group.Learn(new Evidence(2.5, IsRight: audits % 3 != 0, EvidenceSource.Audit)))
            audits++;

        Assert.InRange(audits, 3, 60);
        Assert.Equal(BoundStanding.Closed, group.Source);
        Assert.InRange(group.ToStatistics("g").Evidence, 1, audits);
        Assert.Equal(1, group.ToStatistics("g").Alarms);
    }

    [Fact]
    public void After_an_alarm_it_opens_again_by_new_evidence_and_by_nothing_else()
    {
        var group = NewGroup(above: 1);
        while (!group.Learn(new Evidence(2.5, IsRight: false, EvidenceSource.Audit)))
            Assert.True(group.ToStatistics("g").Audited < 100);
        Assert.Equal(double.PositiveInfinity, group.LogOddsMin);

        Teach(group, 4.0, right: 300);

        Assert.Equal(BoundStanding.Own, group.Source);
        Assert.InRange(group.LogOddsMin, 2.4, 4.0);
    }

    [Fact]
    public void Near_misses_do_not_set_off_the_alarm_for_they_were_not_served()
    {
        var group = NewGroup(above: 3);
        for (var i = 0; i < 200; i++)
            Assert.False(group.Learn(new Evidence(0.5, IsRight: false, EvidenceSource.NearMiss)));

        Assert.Equal((0, 0), (group.ToStatistics("g").Alarms, group.ToStatistics("g").AlarmLevel));
    }

    [Fact]
    public void What_somebody_says_moves_no_cut_neither_up_nor_down()
    {
        var group = NewGroup(above: 3);
        for (var i = 0; i < 1_000; i++)
            group.Learn(new Evidence(i % 2 == 0 ? 1.0 : 3.5, IsRight: i % 2 == 0, EvidenceSource.Feedback));

        Assert.Equal((3.0, 0.0, 0L), (group.LogOddsMin, group.ToStatistics("g").Evidence, group.ToStatistics("g").Audited));
        Assert.Equal(1_000, group.Counts.Said);
    }

    [Fact]
    public void However_much_is_learned_no_more_than_so_many_labels_count()
    {
        var group = NewGroup(above: 3, evidenceMax: 1_000);
        Teach(group, 2.0, right: 5_000, wrong: 10);

        Assert.InRange(group.ToStatistics("g").Evidence, 999, 1_001);
    }

    [Fact]
    public void Old_evidence_gives_way_to_new()
    {
        var group = NewGroup(above: 6, evidenceMax: 1_000);
        Teach(group, 2.0, right: 1_000);
        var before = group.LogOddsMin;
        for (var i = 0; i < 3_000; i++)
            group.Learn(new Evidence(2.0, IsRight: i % 2 == 0, EvidenceSource.NearMiss));

        Assert.InRange(before, 1.9, 2.0);
        Assert.Equal((6, BoundStanding.Calibration), (group.LogOddsMin, group.Source));
    }

    private static GroupBound NewGroup(double above, int evidenceMax = 20_000) =>
        new(new Fixed(above), all: null, Target, standsFor: 1, evidenceMax);

    private static void Teach(GroupBound group, double sureness, int right, int wrong = 0)
    {
        for (var i = 0; i < right + wrong; i++)
            group.Learn(new Evidence(sureness, i < right, EvidenceSource.NearMiss));
    }

    private sealed class Fixed(double logOddsMin) : Standing
    {
        public override double LogOddsMin => logOddsMin;

        public override BoundStanding Source => BoundStanding.Own;

        public override double ExpectedWrong(int step) => 0.02;
    }
}
