namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheLife() =>
    [
        new Setting<double>(
            "cache.timeToLiveJitter", SettingKinds.Number, s => s.Cache.Life.Jitter, (s, v) => s.Cache.Life.Jitter = v)
        {
            Description = "Share by which lives are shortened at most, each by another, so that not all end together.",
            Range = "0 to 0.5", Holds = v => v is >= 0 and <= 0.5,
        },
        new Setting<double>(
            "cache.timeToLiveGrowth", SettingKinds.Number, s => s.Cache.Life.Growth, (s, v) => s.Cache.Life.Growth = v)
        {
            Description = "Share of its life by which an entry lives longer for each doubling of its use.",
            Range = "0 to 4", Holds = v => v is >= 0 and <= 4,
        },
        new Setting<TimeSpan?>(
            "cache.timeToLiveGrownMax", SettingKinds.OptionalDuration,
            s => s.Cache.Life.GrownMax, (s, v) => s.Cache.Life.GrownMax = v)
        {
            Description = "Longest life that use may give an entry; not set, cache.timeToLiveMax.",
            Range = "at most cache.timeToLiveMax, or none", Holds = v => v is null || IsPositive(v.Value),
        },
        new Setting<bool>(
            "cache.volatility", SettingKinds.Switch,
            s => s.Cache.Life.ReadsVolatility, (s, v) => s.Cache.Life.ReadsVolatility = v)
        {
            Description = "Whether entries live shorter whose prompt or answer speaks of what changes soon.",
        },
        VolatileLife("Momentary", "within minutes", s => s.Cache.Life.MomentaryMax, (s, v) => s.Cache.Life.MomentaryMax = v),
        VolatileLife("Daily", "within a day", s => s.Cache.Life.DailyMax, (s, v) => s.Cache.Life.DailyMax = v),
        VolatileLife("Recent", "within weeks or months", s => s.Cache.Life.RecentMax, (s, v) => s.Cache.Life.RecentMax = v),
    ];

    private static Setting[] CacheStale() =>
    [
        new Setting<TimeSpan>(
            "cache.staleWhileRevalidate", SettingKinds.Duration,
            s => s.Cache.Stale.WhileRevalidate, (s, v) => s.Cache.Stale.WhileRevalidate = v)
        {
            Description = "How long after its time an entry still answers while a fresh answer is fetched behind it.",
            Range = "at least 0s", Holds = v => v >= TimeSpan.Zero,
        },
        new Setting<TimeSpan>(
            "cache.staleIfError", SettingKinds.Duration, s => s.Cache.Stale.IfError, (s, v) => s.Cache.Stale.IfError = v)
        {
            Description = "How long after its time an entry still answers where the model fails.",
            Range = "at least 0s", Holds = v => v >= TimeSpan.Zero,
        },
        new Setting<IReadOnlyList<ModelFaults>>(
            "cache.staleIfErrorOn", SettingKinds.Faults,
            s => Split(s.Cache.Stale.On), (s, v) => s.Cache.Stale.On = v.Aggregate((all, one) => all | one))
        {
            Description = "Failures that a stale answer stands in for: the model's own errors (5xx), too much to do (429), no "
                + "answer in time.",
        },
        new Setting<int>(
            "cache.refreshesMax", SettingKinds.Integer,
            s => s.Cache.Stale.RefreshesMax, (s, v) => s.Cache.Stale.RefreshesMax = v)
        {
            Description = "How many fresh answers are fetched at once behind stale ones.",
            Range = "1 to 1024", Holds = v => v is >= 1 and <= 1024,
        },
        Deadline(
            "cache.refreshTimeout", "Fetching a fresh answer behind a stale one", "the model",
            s => s.Cache.Stale.RefreshTimeout, (s, v) => s.Cache.Stale.RefreshTimeout = v),
        new Setting<TimeSpan>(
            "cache.refreshPause", SettingKinds.Duration,
            s => s.Cache.Stale.RefreshPause, (s, v) => s.Cache.Stale.RefreshPause = v)
        {
            Description = "How long nobody tries again for an entry after that failed; twice as long after each further time.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
    ];

    private static Setting<TimeSpan> VolatileLife(
        string name, string when, Func<LikewiseSettings, TimeSpan> get, Action<LikewiseSettings, TimeSpan> set) =>
        new($"cache.volatile{name}", SettingKinds.Duration, get, set)
        {
            Description = $"Longest life of an entry about what changes {when}, unless the caller says how long it lives.",
            Range = "more than 0s", Holds = IsPositive,
        };

    private static ModelFaults[] Split(ModelFaults faults) => faults is ModelFaults.All or ModelFaults.None
        ? [faults]
        : [.. new[] { ModelFaults.Failed, ModelFaults.Busy, ModelFaults.Late }.Where(one => faults.HasFlag(one))];
}
