namespace Likewise.Tests.Decisions.Bound;

public class SurenessTests
{
    private static EntryHistory Nothing => default;

    [Fact]
    public void Of_an_entry_that_nothing_is_known_of_the_score_says_all() =>
        Assert.Equal(LogOdds.Of(0.93), Sureness.Of(0.93, Nothing, Nothing), 12);

    [Fact]
    public void An_entry_that_was_wrong_once_is_harder_to_serve_and_a_confirmed_one_easier()
    {
        var neutral = Sureness.Of(0.93, Nothing, Nothing);
        var wrong = Sureness.Of(0.93, Nothing.With(isRight: false, 0.05), Nothing);
        var tenTimesRight = Enumerable.Repeat(0, 10).Aggregate(Nothing, (past, _) => past.With(true, 0.05));
        var confirmed = Sureness.Of(0.93, tenTimesRight, Nothing);

        Assert.InRange(neutral - wrong, 0.7, 1.3);
        Assert.InRange(confirmed - neutral, 0.4, 1.0);
    }

    [Fact]
    public void A_new_entry_starts_from_those_beside_it()
    {
        var troubled = new EntryHistory(Wrong: 6, Expected: 1);
        var proven = new EntryHistory(Wrong: 0, Expected: 4);

        Assert.True(Sureness.Of(0.93, Nothing, troubled) < Sureness.Of(0.93, Nothing, Nothing) - 0.5);
        Assert.True(Sureness.Of(0.93, Nothing, proven) > Sureness.Of(0.93, Nothing, Nothing) + 0.5);
    }

    [Fact]
    public void Its_own_past_counts_for_more_than_its_neighbours()
    {
        var proven = new EntryHistory(Wrong: 0, Expected: 3);
        var troubled = new EntryHistory(Wrong: 6, Expected: 1);

        Assert.True(Sureness.Of(0.93, proven, troubled) > Sureness.Of(0.93, Nothing, troubled));
        Assert.True(Sureness.Of(0.93, troubled, proven) < Sureness.Of(0.93, Nothing, Nothing));
    }

    [Fact]
    public void However_often_it_was_right_it_is_not_served_for_anything()
    {
        var proven = new EntryHistory(Wrong: 0, Expected: 1_000);

        Assert.Equal(LogOdds.Of(0.80) + 1.5, Sureness.Of(0.80, proven, Nothing), 9);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.02f)]
    [InlineData(123, 4567.5f)]
    public void A_history_survives_packing(float wrong, float expected) =>
        Assert.Equal(new EntryHistory(wrong, expected), EntryHistory.Unpack(new EntryHistory(wrong, expected).Pack()));
}
