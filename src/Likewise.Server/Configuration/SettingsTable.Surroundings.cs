using Microsoft.Extensions.Logging;

namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Surroundings() =>
    [
        new Setting<string>("server.url", SettingKinds.ListenUrl, s => s.Server.Url, (s, v) => s.Server.Url = v)
        {
            Description = "Address to listen on; port 0 takes a free one.",
        },
        new Setting<long>(
            "server.bodyBytesMax", SettingKinds.Size, s => s.Server.BodyBytesMax, (s, v) => s.Server.BodyBytesMax = v)
        {
            Description = "Largest request body; a larger one gets 413.",
            Range = "1KiB to 1GiB", Holds = v => v is >= 1 << 10 and <= 1 << 30,
        },
        new Setting<int>(
            "server.textCharsMax", SettingKinds.Integer, s => s.Server.TextCharsMax, (s, v) => s.Server.TextCharsMax = v)
        {
            Description = "Longest text of one chat message, in UTF-16 characters; a longer one gets 400.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<int>(
            "server.jsonDepthMax", SettingKinds.Integer, s => s.Server.JsonDepthMax, (s, v) => s.Server.JsonDepthMax = v)
        {
            Description = "How deep JSON of a request or an answer may nest.",
            Range = "8 to 1024", Holds = v => v is >= 8 and <= 1024,
        },
        new Setting<IReadOnlyList<DialectKind>?>(
            "server.dialects", SettingKinds.Dialects, s => s.Server.Dialects, (s, v) => s.Server.Dialects = v)
        {
            Description = "Other products' cache headers that are read and written too.",
        },
        new Setting<HitUsage>("server.hitUsage", SettingKinds.HitUsage, s => s.Server.HitUsage, (s, v) => s.Server.HitUsage = v)
        {
            Description = "Usage that an answer of the cache reports: the model's, or none.",
            Range = "original or zero",
        },
        new Setting<long>(
            "server.responsesBytesMax", SettingKinds.Size,
            s => s.Server.ResponsesBytesMax, (s, v) => s.Server.ResponsesBytesMax = v)
        {
            Description = "Most that is held of cached `/v1/responses` answers, so that callers can go on from them by name.",
            Range = "0B to 1TiB", Holds = v => v is >= 0 and <= 1L << 40,
        },
        new Setting<long>(
            "server.importBytesMax", SettingKinds.Size, s => s.Server.ImportBytesMax, (s, v) => s.Server.ImportBytesMax = v)
        {
            Description = "Largest file of entries that `/v1/cache/import` takes; a larger one gets 413.",
            Range = "1KiB to 64GiB", Holds = v => v is >= 1 << 10 and <= 64L << 30,
        },
        new Setting<IReadOnlyList<CompatibleApi>?>(
            "server.compatibility", SettingKinds.Compatibility,
            s => s.Server.Compatibility, (s, v) => s.Server.Compatibility = v)
        {
            Description = "Other products' APIs that are answered to: Redis LangCache's, GPTCache's.",
        },
        .. Access(),
        new Setting<StoreKind>("store.kind", SettingKinds.Store, s => s.Store.Kind, (s, v) => s.Store.Kind = v)
        {
            Description = "What keeps entries: a file that survives restarts, or memory that does not.",
            Range = "sqlite or memory",
        },
        new Setting<string>("store.path", SettingKinds.RequiredText, s => s.Store.Path, (s, v) => s.Store.Path = v)
        {
            Description = "File of the sqlite store; its directory is created.",
        },
        .. Model(), .. ModelService(), .. ModelLimits(),
        .. Upstream("upstream", settings => settings.Upstream),
        new Setting<TimeSpan>("demo.delay", SettingKinds.Duration, s => s.Demo.Delay, (s, v) => s.Demo.Delay = v)
        {
            Description = "How long the demo upstream takes over an answer.",
            Range = "0s to 1m", Holds = v => v >= TimeSpan.Zero && v <= TimeSpan.FromMinutes(1),
        },
        new Setting<LogLevel>("log.level", SettingKinds.Level, s => s.Log.Level, (s, v) => s.Log.Level = v)
        {
            Description = "Least important line that is written.",
            Range = "trace, debug, information, warning, error, critical or none",
        },
        new Setting<bool>("log.content", SettingKinds.Switch, s => s.Log.Content, (s, v) => s.Log.Content = v)
        {
            Description = "Whether prompts and answers may be logged, at trace level; keys never are.",
        },
    ];

    private static bool WithinOneDay(TimeSpan value) => value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(1);
}
