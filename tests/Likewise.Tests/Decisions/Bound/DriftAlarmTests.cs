using Likewise.Evaluation;

namespace Likewise.Tests.Decisions.Bound;

public class DriftAlarmTests
{
    private const double Allowed = 0.02;

    [Fact]
    public void While_no_more_than_allowed_is_wrong_false_alarms_are_rare()
    {
        const int Audits = 2_000_000;
        var alarms = AlarmsIn(Audits, wrongShare: Allowed, seed: 1);

        Assert.InRange(alarms, 1, (int)(Audits / DriftAlarm.AuditsBetweenFalseAlarms));
    }

    [Theory]
    [InlineData(0.30, 60)]
    [InlineData(0.10, 250)]
    [InlineData(0.05, 900)]
    public void When_more_is_wrong_it_goes_off_soon(double wrongShare, int auditsOnAverage)
    {
        const int Runs = 200;
        var audits = Enumerable.Range(0, Runs).Average(run => AuditsUntilAlarm(wrongShare, seed: run + 1));

        Assert.True(audits <= auditsOnAverage, $"{audits} audits on average.");
    }

    [Fact]
    public void Right_answers_bring_it_back_to_rest()
    {
        var alarm = new DriftAlarm();
        alarm.Note(isRight: false, Allowed);
        Assert.False(alarm.IsQuiet);
        Assert.InRange(alarm.Level, 0.05, 0.5);

        for (var i = 0; i < 200; i++)
            alarm.Note(isRight: true, Allowed);

        Assert.True(alarm.IsQuiet);
        Assert.Equal(0, alarm.Level);
    }

    private static int AlarmsIn(int audits, double wrongShare, ulong seed)
    {
        var (alarm, alarms) = (new DriftAlarm(), 0);
        for (var i = 0; i < audits; i++)
            alarms += alarm.Note(IsRight(ref seed, wrongShare), Allowed) ? 1 : 0;
        return alarms;
    }

    private static int AuditsUntilAlarm(double wrongShare, int seed)
    {
        var (alarm, state, audits) = (new DriftAlarm(), (ulong)seed * 7919, 1);
        while (!alarm.Note(IsRight(ref state, wrongShare), Allowed))
            audits++;
        return audits;
    }

    private static bool IsRight(ref ulong state, double wrongShare) =>
        SeededOrder.Next(ref state) / (double)ulong.MaxValue >= wrongShare;
}
