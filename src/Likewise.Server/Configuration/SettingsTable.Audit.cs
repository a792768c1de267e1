namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheAudit() =>
    [
        new Setting<double>("cache.serveShare", SettingKinds.Number, s => s.Cache.ServeShare, (s, v) => s.Cache.ServeShare = v)
        {
            Description = "Share of the requests that are answered from the cache where it can; the others go to the model all "
                + "the same, and the two answers are compared. 0: the cache only watches.",
            Range = "0 to 1", Holds = IsShare,
        },
        new Setting<double?>(
            "cache.auditShare", SettingKinds.OptionalNumber, s => s.Cache.Audit.Share, (s, v) => s.Cache.Audit.Share = v)
        {
            Description = "Share of the hits by meaning about which the model is asked all the same, in the background; not set, "
                + "0.05 under a bound, else 0.",
            Range = "0 to 1", Holds = v => IsShare(v ?? 0),
        },
        new Setting<double?>(
            "cache.auditNearMissShare", SettingKinds.OptionalNumber,
            s => s.Cache.Audit.NearMissShare, (s, v) => s.Cache.Audit.NearMissShare = v)
        {
            Description = "Share of the near misses that are compared with what the model said; not set, 1 where hits are "
                + "audited.",
            Range = "0 to 1", Holds = v => IsShare(v ?? 0),
        },
        new Setting<double>(
            "cache.auditNearMissMin", SettingKinds.Number,
            s => s.Cache.Audit.NearMissMin, (s, v) => s.Cache.Audit.NearMissMin = v)
        {
            Description = "Least similarity of a near miss where a fixed similarity decides.",
            Range = "-1 to 1", Holds = v => v is >= -1 and <= 1,
        },
        Count(
            "cache.auditQueueMax", 1, s => s.Cache.Audit.QueueMax, (s, v) => s.Cache.Audit.QueueMax = v,
            "How many answers wait to be compared; further ones are dropped."),
        new Setting<int>(
            "cache.auditConcurrencyMax", SettingKinds.Integer,
            s => s.Cache.Audit.ConcurrencyMax, (s, v) => s.Cache.Audit.ConcurrencyMax = v)
        {
            Description = "How many are compared, and models asked for it, at once.",
            Range = "1 to 64", Holds = v => v is >= 1 and <= 64,
        },
        Count(
            "cache.auditCallsPerMinuteMax", 1,
            s => s.Cache.Audit.CallsPerMinuteMax, (s, v) => s.Cache.Audit.CallsPerMinuteMax = v,
            "How often models are asked for audits alone."),
        Deadline(
            "cache.auditModelTimeout", "An audit", "the model",
            s => s.Cache.Audit.ModelTimeout, (s, v) => s.Cache.Audit.ModelTimeout = v),
        Deadline(
            "cache.auditCompareTimeout", "An audit", "the comparison of two answers",
            s => s.Cache.Audit.CompareTimeout, (s, v) => s.Cache.Audit.CompareTimeout = v),
    ];

    private static bool IsShare(double value) => value is >= 0 and <= 1;
}
