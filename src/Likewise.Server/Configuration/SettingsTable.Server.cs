namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Server() =>
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
        new Setting<bool>(
            "server.cacheEmbeddings", SettingKinds.Switch, s => s.Server.CacheEmbeddings, (s, v) => s.Server.CacheEmbeddings = v)
        {
            Description = "Whether vectors of upstream models are cached, within the same limits as answers.",
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
    ];
}
