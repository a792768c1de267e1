using Likewise.Tests.Lifetime.Traces;

namespace Likewise.Tests.Lifetime;

public class OrderTrialTests
{
    private const int Held = 2_000;

    private readonly FrequencySketch _sketch = new();
    private readonly OrderTrial _trial;

    public OrderTrialTests()
    {
        _sketch.MakeRoom(2 * Held); // As an order does.
        _trial = new OrderTrial(_sketch);
    }

    [Fact]
    public void Where_nothing_is_asked_for_again_recency_is_not_doubted()
    {
        Ask(Enumerable.Range(0, 50_000));

        Assert.True(_trial.IsRecencyBetter);
    }

    [Fact]
    public void Where_some_are_asked_for_more_often_frequency_is_better()
    {
        Ask(Trace.Zipf(0.9, 20_000, 50_000, seed: 3));

        Assert.False(_trial.IsRecencyBetter);
    }

    /// <summary>What was popular is counted often, and never asked for again.</summary>
    [Fact]
    public void Where_others_become_popular_all_the_time_recency_is_better()
    {
        Ask(Trace.MovingZipf(0.9, 20_000, 200_000, seed: 3, parts: 40));

        Assert.True(_trial.IsRecencyBetter);
    }

    [Fact]
    public void A_loop_too_long_for_the_room_is_no_place_for_recency()
    {
        Ask(Enumerable.Range(0, 50_000).Select(at => at % 6_000));

        Assert.False(_trial.IsRecencyBetter);
    }

    [Fact]
    public void A_guess_holds_until_there_is_evidence()
    {
        _trial.Presume(isRecencyBetter: false);
        var before = _trial.IsRecencyBetter;
        Ask(Trace.MovingZipf(0.9, 20_000, 200_000, seed: 3, parts: 40));
        _trial.Presume(isRecencyBetter: false);

        Assert.False(before);
        Assert.True(_trial.IsRecencyBetter);
    }

    private void Ask(IEnumerable<int> trace)
    {
        foreach (var thing in trace.Select(key => new Thing(key)))
        {
            _sketch.Increment(thing.Hash);
            _trial.Ask(thing.Hash, Held);
        }
    }
}
