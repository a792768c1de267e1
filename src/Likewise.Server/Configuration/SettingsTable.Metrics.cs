namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Metrics() =>
    [
        new Setting<bool>("metrics.enabled", SettingKinds.Switch, s => s.Metrics.Enabled, (s, v) => s.Metrics.Enabled = v)
        {
            Description = "Whether there is a `/metrics` for Prometheus.",
        },
        new Setting<bool>("metrics.open", SettingKinds.Switch, s => s.Metrics.Open, (s, v) => s.Metrics.Open = v)
        {
            Description = "Whether `/metrics` needs no key: whoever reads it learns names of namespaces and models.",
        },
        new Setting<string?>("prices.path", SettingKinds.Text, s => s.Prices.Path, (s, v) => s.Prices.Path = v)
        {
            Description = "File of prices that takes the place of the one that comes with the server, which is soon out of date.",
        },
    ];

    private static Setting[] CacheTelemetry() =>
    [
        new Setting<string>(
            "cache.telemetryCacheName", SettingKinds.RequiredText,
            s => s.Cache.Telemetry.CacheName, (s, v) => s.Cache.Telemetry.CacheName = v)
        {
            Description = "What the cache is called where metrics of several meet.",
        },
        new Setting<int>(
            "cache.telemetryNamespacesMax", SettingKinds.Integer,
            s => s.Cache.Telemetry.NamespacesMax, (s, v) => s.Cache.Telemetry.NamespacesMax = v)
        {
            Description = "How many namespaces metrics tell apart; those that come later are `other`.",
            Range = "0 to 10000", Holds = v => v is >= 0 and <= 10_000,
        },
        new Setting<int>(
            "cache.telemetryModelsMax", SettingKinds.Integer,
            s => s.Cache.Telemetry.ModelsMax, (s, v) => s.Cache.Telemetry.ModelsMax = v)
        {
            Description = "How many models tokens are counted for apart; those that come later are `other`, and have no price.",
            Range = "0 to 10000", Holds = v => v is >= 0 and <= 10_000,
        },
        new Setting<bool>(
            "cache.telemetryTracePrompts", SettingKinds.Switch,
            s => s.Cache.Telemetry.TracePrompts, (s, v) => s.Cache.Telemetry.TracePrompts = v)
        {
            Description = "Whether spans hold prompts.",
        },
    ];
}
