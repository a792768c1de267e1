namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheDecisionLog() =>
    [
        new Setting<string?>(
            "cache.decisionLog", SettingKinds.Text, s => s.Cache.DecisionLog.Path, (s, v) => s.Cache.DecisionLog.Path = v)
        {
            Description = "A file where every decision is written down, without texts, for `likewise tune`; not set, none.",
        },
        new Setting<long>(
            "cache.decisionLogBytesMax", SettingKinds.Size,
            s => s.Cache.DecisionLog.BytesMax, (s, v) => s.Cache.DecisionLog.BytesMax = v)
        {
            Description = "How much that file and those set aside may hold together; beyond it the oldest eighth goes.",
            Range = "at least 1MiB", Holds = v => v >= 1 << 20,
        },
        Count(
            "cache.decisionLogQueueMax", 1, s => s.Cache.DecisionLog.QueueMax, (s, v) => s.Cache.DecisionLog.QueueMax = v,
            "How many decisions may wait to be written; further ones are left out, and counted."),
        new Setting<bool>(
            "cache.decisionLogText", SettingKinds.Switch,
            s => s.Cache.DecisionLog.IncludesText, (s, v) => s.Cache.DecisionLog.IncludesText = v)
        {
            Description = "Whether prompts and names are written to it too.",
        },
    ];
}
