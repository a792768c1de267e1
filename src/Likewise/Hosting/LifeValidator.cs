namespace Likewise;

/// <summary>Finds what is wrong with how long entries are to live.</summary>
internal static class LifeValidator
{
    public const double JitterMax = 0.5, GrowthMax = 4;
    public const int RefreshesMax = 1024;

    /// <summary>A hundred years: a moment so far ahead is still a date.</summary>
    private static readonly TimeSpan LifeBound = TimeSpan.FromDays(36_500);

    private static readonly TimeSpan WaitBound = TimeSpan.FromDays(1);

    /// <returns>Every fault, each as one sentence; empty when the options are good.</returns>
    public static IEnumerable<string> FaultsOf(SemanticCacheOptions options)
    {
        var (life, stale) = (options.Life, options.Stale);
        if (!(life.Jitter is >= 0 and <= JitterMax))
            yield return $"Life.Jitter is {life.Jitter}: a share from 0 to {JitterMax} was expected.";
        if (!(life.Growth is >= 0 and <= GrowthMax))
            yield return $"Life.Growth is {life.Growth}: a share from 0 to {GrowthMax} was expected.";
        if (life.GrownMax > options.TimeToLiveMax)
            yield return $"Life.GrownMax is {life.GrownMax}, more than TimeToLiveMax, which is {options.TimeToLiveMax}.";
        if (stale.RefreshesMax is < 1 or > RefreshesMax)
            yield return $"Stale.RefreshesMax is {stale.RefreshesMax}: it must be from 1 to {RefreshesMax}.";
        if ((stale.On & ~ModelFaults.All) != 0)
            yield return $"Stale.On is {stale.On}: only failed, busy and late were expected.";

        (string, TimeSpan?, TimeSpan)[] positive =
        [
            ("Life.GrownMax", life.GrownMax, LifeBound), ("Life.MomentaryMax", life.MomentaryMax, LifeBound),
            ("Life.DailyMax", life.DailyMax, LifeBound), ("Life.RecentMax", life.RecentMax, LifeBound),
            ("Stale.RefreshTimeout", stale.RefreshTimeout, WaitBound), ("Stale.RefreshPause", stale.RefreshPause, WaitBound),
            .. life.Rules.SelectMany(rule => new (string, TimeSpan?, TimeSpan)[]
            {
                ("TimeToLive of a rule", rule.TimeToLive, options.TimeToLiveMax),
                ("SlidingWindow of a rule", rule.SlidingWindow, LifeBound),
            }),
        ];
        foreach (var (name, value, most) in positive)
        {
            if (value is { } given && (given <= TimeSpan.Zero || given > most))
                yield return $"{name} is {given}: it must be positive, and at most {most}.";
        }

        (string, TimeSpan?)[] windows =
        [
            ("Stale.WhileRevalidate", stale.WhileRevalidate), ("Stale.IfError", stale.IfError),
            .. life.Rules.Select(rule => ("StaleWhileRevalidate of a rule", rule.StaleWhileRevalidate)),
            .. life.Rules.Select(rule => ("StaleIfError of a rule", rule.StaleIfError)),
        ];
        foreach (var (name, value) in windows)
        {
            if (value < TimeSpan.Zero || value > LifeBound)
                yield return $"{name} is {value}: it cannot be negative, nor more than {LifeBound}.";
        }
    }
}
