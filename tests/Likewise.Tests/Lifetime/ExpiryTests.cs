namespace Likewise.Tests.Lifetime;

/// <summary>When an entry is fresh, stale and over.</summary>
public class ExpiryTests
{
    private static readonly DateTimeOffset Stored = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Expiry Hour = new(Stored.AddHours(1), null);

    [Fact]
    public void Without_leeway_an_entry_is_over_when_its_time_is()
    {
        Assert.False(Hour.HasPassed(Stored.AddHours(1).AddTicks(-1), Stored, hits: 1_000));
        Assert.True(Hour.HasPassed(Stored.AddHours(1), Stored, hits: 1_000));
        Assert.True(Hour.IsStale(Stored.AddHours(1), hits: 1_000));
    }

    [Fact]
    public void A_stale_entry_is_over_when_no_window_is_open()
    {
        var expiry = Hour with { Leeway = new Leeway { StaleWhileRevalidate = Minutes(2), StaleIfError = Minutes(5) } };
        Assert.False(expiry.IsStale(Stored.AddMinutes(59), 0));
        Assert.True(expiry.IsStale(Stored.AddMinutes(60), 0));
        Assert.False(expiry.HasPassed(Stored.AddMinutes(64.9), Stored, 0));
        Assert.True(expiry.HasPassed(Stored.AddMinutes(65), Stored, 0));
    }

    [Fact]
    public void Each_doubling_of_its_use_lengthens_a_life_up_to_the_most()
    {
        var expiry = Hour with { Leeway = new Leeway { PerDoubling = Minutes(10), LongerMax = Minutes(35) } };
        Assert.Equal(
            [60, 70, 80, 90, 95, 95],
            new long[] { 0, 1, 3, 7, 15, long.MaxValue }.Select(hits => (expiry.FreshUntil(hits) - Stored).TotalMinutes));
        Assert.False(expiry.HasPassed(Stored.AddMinutes(69), Stored, hits: 1));
        Assert.True(expiry.HasPassed(Stored.AddMinutes(70), Stored, hits: 1));
    }

    [Fact]
    public void The_end_of_all_time_cannot_be_passed_by_leeway()
    {
        var expiry = new Expiry(DateTimeOffset.MaxValue.AddSeconds(-1), null)
        {
            Leeway = new Leeway
            {
                PerDoubling = TimeSpan.MaxValue, LongerMax = TimeSpan.MaxValue, StaleIfError = TimeSpan.MaxValue,
            },
        };
        Assert.Equal(DateTimeOffset.MaxValue, expiry.FreshUntil(5));
        Assert.False(expiry.HasPassed(Stored, Stored, 5));
    }

    [Fact]
    public void Use_lengthens_no_sliding_window()
    {
        var leeway = new Leeway { PerDoubling = Minutes(10), LongerMax = Minutes(90) };
        var expiry = Hour with { Sliding = Minutes(5), Leeway = leeway };
        Assert.True(expiry.HasPassed(Stored.AddMinutes(20), lastUsedAt: Stored.AddMinutes(15), hits: 9));
        Assert.False(expiry.HasPassed(Stored.AddMinutes(70), lastUsedAt: Stored.AddMinutes(69), hits: 9));
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
