using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Background.Warming;

/// <summary>Goal: a budget is held exactly. Method: a clock that the test moves.</summary>
public class ModelBudgetTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_minute_has_more_calls_than_it_may_wherever_it_begins(int seed)
    {
        var random = new Random(seed);
        var budget = Build(options => options.CallsPerMinuteMax = 7);
        var begun = new List<DateTimeOffset>();
        for (var step = 0; step < 2_000; step++)
        {
            if (budget.TryTake("", out var wait))
                begun.Add(_time.GetUtcNow());
            else
                Assert.InRange(wait, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(9_000)));
        }

        Assert.All(begun, from => Assert.InRange(begun.Count(at => at >= from && at - from < TimeSpan.FromMinutes(1)), 1, 7));
        Assert.True(begun.Count > 7 * 140); // 150 minutes, on the average.
    }

    [Fact]
    public async Task Who_waits_for_a_call_gets_it_at_the_moment_when_there_is_one()
    {
        var budget = Build(options => options.CallsPerMinuteMax = 2);
        Assert.True(await budget.TakeAsync("", Token));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await budget.TakeAsync("", Token));
        var third = budget.TakeAsync("", Token).AsTask();

        _time.Advance(TimeSpan.FromSeconds(40) - TimeSpan.FromTicks(1));
        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(await third);
        Assert.Equal(3, budget.Calls);
    }

    [Fact]
    public void Tokens_of_an_hour_are_those_of_any_hour()
    {
        var budget = Build(options => options.TokensPerHourMax = 100);
        foreach (var tokens in new[] { 60, 40 })
        {
            Assert.True(budget.TryTake("m", out _));
            budget.Spend("m", new TokenUsage(tokens, 0));
            _time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.False(budget.TryTake("m", out var wait));
        Assert.Equal(TimeSpan.FromMinutes(40), wait);
        _time.Advance(wait);
        Assert.True(budget.TryTake("m", out _)); // The sixty are an hour old.
        Assert.Equal(100, budget.Tokens);
    }

    [Fact]
    public void What_is_under_way_is_reckoned_with_the_mean_of_what_was()
    {
        var budget = Build(options => options.TokensMax = 100);
        budget.TryTake("m", out _);
        budget.Spend("m", new TokenUsage(20, 20));

        Assert.True(budget.TryTake("m", out _));
        Assert.True(budget.TryTake("m", out _)); // 40 spent, 40 spoken for.
        Assert.False(budget.TryTake("m", out var wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        budget.Spend("m", new TokenUsage(5, 5));
        Assert.True(budget.TryTake("m", out _)); // 50 spent, 25 spoken for.
        budget.Spend("m", new TokenUsage(30, 30));
        Assert.False(budget.TryTake("m", out wait));
        Assert.Equal(Timeout.InfiniteTimeSpan, wait);
    }

    [Fact]
    public void A_model_without_a_price_is_not_asked_where_cost_is_limited()
    {
        var budget = Build(options =>
        {
            options.CostMax = 1m;
            options.CostOf = (model, usage) => model == "priced" ? usage.TotalTokens * 0.01m : null;
        });

        Assert.False(budget.TryTake("unknown", out var wait));
        Assert.Equal(Timeout.InfiniteTimeSpan, wait);
        Assert.True(budget.TryTake("priced", out _));
        budget.Spend("priced", new TokenUsage(50, 50));
        Assert.False(budget.TryTake("priced", out _));
        Assert.Equal(1m, budget.Cost);
    }

    [Fact]
    public void A_budget_that_nobody_can_mean_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Build(options => options.CallsPerMinuteMax = 0));
        Assert.Throws<ArgumentException>(() => Build(options => options.TokensMax = -1));
    }

    private ModelBudget Build(Action<ModelBudgetOptions> configure)
    {
        var options = new ModelBudgetOptions();
        configure(options);
        return new ModelBudget(options, _time);
    }
}
