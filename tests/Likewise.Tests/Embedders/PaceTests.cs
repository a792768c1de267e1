using Likewise.Embedders;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Embedders;

/// <summary>The rate limit, on a clock of the test's.</summary>
public sealed class PaceTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Requests_are_let_through_evenly_once_the_reserve_of_ten_seconds_is_gone()
    {
        var pace = new Pace(new EmbedderRateLimit(60, null), _time);
        for (var i = 0; i < 10; i++)
            Assert.Equal(0, Wait(pace));

        Assert.Equal([1, 2, 3], new[] { Wait(pace), Wait(pace), Wait(pace) });
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, Wait(pace));
    }

    [Fact]
    public void In_any_minute_no_more_passes_than_the_limit_and_the_reserve()
    {
        var random = new Random(7);
        var pace = new Pace(new EmbedderRateLimit(120, 6_000), _time);
        var sent = new List<(double At, int Tokens)>();
        for (var now = 0.0; now < 600; now += random.NextDouble())
        {
            var tokens = random.Next(1, 200);
            if (pace.TryTake(tokens, TimeSpan.FromSeconds(5), out var wait))
                sent.Add((now + wait.TotalSeconds, tokens));
            _time.Advance(TimeSpan.FromSeconds(now) - (_time.GetUtcNow() - new ManualTime().GetUtcNow()));
        }

        foreach (var (at, _) in sent)
        {
            var minute = sent.Where(request => request.At >= at && request.At < at + 60).ToArray();
            Assert.InRange(minute.Length, 1, 120 + 20 + 1);
            Assert.InRange(minute.Sum(request => request.Tokens), 1, 6_000 + 1_000 + 200);
        }

        Assert.InRange(sent.Sum(request => request.Tokens), 50_000, 62_000); // And hardly less: the limit is used.
    }

    [Fact]
    public void Tokens_are_limited_by_themselves_and_a_large_text_is_owed()
    {
        var pace = new Pace(new EmbedderRateLimit(null, 600), _time);

        Assert.Equal(0, Wait(pace, tokens: 100));
        Assert.Equal(30, Wait(pace, tokens: 300));
        Assert.Equal(31, Wait(pace, tokens: 10));
    }

    [Fact]
    public void What_was_not_sent_or_was_smaller_is_given_back()
    {
        var pace = new Pace(new EmbedderRateLimit(60, 600), _time);
        Assert.Equal(0, Wait(pace, tokens: 100));
        pace.GiveBack(100);
        Assert.Equal(0, Wait(pace, tokens: 100));
        pace.Settle(reckoned: 100, actual: 20);
        Assert.Equal(0, Wait(pace, tokens: 80));
        pace.Settle(reckoned: 80, actual: 90);
        Assert.Equal(1, Wait(pace, tokens: 0));
    }

    [Fact]
    public void A_wait_that_is_too_long_takes_nothing()
    {
        var pace = new Pace(new EmbedderRateLimit(6, null), _time);
        Assert.Equal(0, Wait(pace));
        for (var i = 0; i < 3; i++)
        {
            Assert.False(pace.TryTake(1, TimeSpan.FromSeconds(9), out var wait));
            Assert.Equal(10, wait.TotalSeconds, 1e-6);
        }

        Assert.Equal(10, Wait(pace));
    }

    [Fact]
    public void A_pause_holds_everyone_and_a_shorter_one_does_not_end_it()
    {
        var pace = new Pace(null, _time);
        pace.PauseFor(TimeSpan.FromSeconds(30));
        pace.PauseFor(TimeSpan.FromSeconds(5));

        Assert.Equal(30, Wait(pace));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, Wait(pace));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, Wait(pace));
    }

    [Fact]
    public async Task A_request_waits_for_its_turn_before_it_is_sent()
    {
        var time = new LeapingTime(TimeSpan.FromMinutes(1));
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(
            options => (options.RateLimit, options.Timeout) = (new EmbedderRateLimit(6, null), TimeSpan.FromMinutes(1)), time);
        for (var i = 0; i < 3; i++)
            await embedder.EmbedAsync(new[] { "a" }, new float[EmbeddingServer.Dimension], TestContext.Current.CancellationToken);

        Assert.Equal([10, 10], time.Waits.Select(wait => Math.Round(wait.TotalSeconds, 3)));
    }

    [Fact]
    public void Every_preset_can_be_found_in_any_case()
    {
        Assert.NotEmpty(EmbedderRateLimit.Names);
        Assert.All(EmbedderRateLimit.Names, name => Assert.True(
            EmbedderRateLimit.TryFind(name.ToUpperInvariant(), out var limit) && limit.RequestsPerMinute > 0));
        Assert.True(EmbedderRateLimit.TryFind("openai-1", out var first) && first == new EmbedderRateLimit(3_000, 1_000_000));
        Assert.False(EmbedderRateLimit.TryFind("openai-9", out _));
    }

    private static double Wait(Pace pace, int tokens = 1)
    {
        Assert.True(pace.TryTake(tokens, TimeSpan.MaxValue, out var wait));
        return Math.Round(wait.TotalSeconds, 3);
    }
}
