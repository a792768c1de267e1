namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Refresh() =>
    [
        new Setting<int>("refresh.prompts", SettingKinds.Integer, s => s.Refresh.Prompts, (s, v) => s.Refresh.Prompts = v)
        {
            Description = "How many of the prompts that are asked for most the server keeps answered by itself; 0: none.",
            Range = "0 to 100000", Holds = v => v is >= 0 and <= 100_000,
        },
        new Setting<TimeSpan>(
            "refresh.interval", SettingKinds.Duration, s => s.Refresh.Interval, (s, v) => s.Refresh.Interval = v)
        {
            Description = "How often; what would end before the next time is asked again.",
            Range = "1s to 1d", Holds = v => v >= TimeSpan.FromSeconds(1) && v <= TimeSpan.FromDays(1),
        },
        new Setting<int>(
            "refresh.requestsPerMinute", SettingKinds.Integer,
            s => s.Refresh.RequestsPerMinute, (s, v) => s.Refresh.RequestsPerMinute = v)
        {
            Description = "How many calls of models begin for that in any minute.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<int?>(
            "refresh.tokensPerHour", SettingKinds.OptionalInteger,
            s => s.Refresh.TokensPerHour, (s, v) => s.Refresh.TokensPerHour = v)
        {
            Description = "How many tokens models read and write for it in any hour; not set, no limit.",
            Range = "at least 1", Holds = v => v is null or >= 1,
        },
        new Setting<double?>(
            "refresh.costPerHour", SettingKinds.OptionalNumber,
            s => s.Refresh.CostPerHour, (s, v) => s.Refresh.CostPerHour = v)
        {
            Description = "What it costs in any hour, by prices.path; a model without a price is then not asked. Not set: no "
                + "limit.",
            Range = "positive", Holds = v => v is null or > 0,
        },
        new Setting<string>(
            "refresh.currency", SettingKinds.RequiredText, s => s.Refresh.Currency, (s, v) => s.Refresh.Currency = v)
        {
            Description = "The currency of that cost, such as USD.",
        },
    ];

    private static Setting[] CachePopular() =>
    [
        new Setting<int>(
            "cache.popularPromptsMax", SettingKinds.Integer,
            s => s.Cache.Popularity.PromptsMax, (s, v) => s.Cache.Popularity.PromptsMax = v)
        {
            Description = "How many of the prompts that are asked for most are kept, in memory only; 0: none is counted.",
            Range = "0 to 100000", Holds = v => v is >= 0 and <= 100_000,
        },
        new Setting<long>(
            "cache.popularBytesMax", SettingKinds.Size,
            s => s.Cache.Popularity.BytesMax, (s, v) => s.Cache.Popularity.BytesMax = v)
        {
            Description = "What their requests may take in memory.",
            Range = "at least 1KiB", Holds = v => v >= 1_024,
        },
        new Setting<double>(
            "cache.popularErrorShare", SettingKinds.Number,
            s => s.Cache.Popularity.ErrorShare, (s, v) => s.Cache.Popularity.ErrorShare = v)
        {
            Description = "By which share of all asks an estimate of one prompt's may be too high.",
            Range = "0.00001 to 0.5", Holds = v => v is >= 0.00001 and <= 0.5,
        },
        new Setting<double>(
            "cache.popularErrorRisk", SettingKinds.Number,
            s => s.Cache.Popularity.ErrorRisk, (s, v) => s.Cache.Popularity.ErrorRisk = v)
        {
            Description = "The chance that one is higher than that.",
            Range = "0.0001 to 0.5", Holds = v => v is >= 0.0001 and <= 0.5,
        },
        new Setting<TimeSpan>(
            "cache.popularHalfLife", SettingKinds.Duration,
            s => s.Cache.Popularity.HalfLife, (s, v) => s.Cache.Popularity.HalfLife = v)
        {
            Description = "How long it takes until an ask counts half.",
            Range = "positive", Holds = v => v > TimeSpan.Zero && v <= TimeSpan.FromDays(36_500),
        },
    ];
}
