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
        new Setting<string?>("upstream.baseUrl", SettingKinds.BaseUrl, s => s.Upstream.BaseUrl, (s, v) => s.Upstream.BaseUrl = v)
        {
            Description = "OpenAI-compatible service behind the cache; not set, the built-in demo upstream.",
        },
        new Setting<string?>("upstream.apiKey", SettingKinds.Key, s => s.Upstream.ApiKey, (s, v) => s.Upstream.ApiKey = v)
        {
            Description = "Key that pays for all requests; not set, each caller's Authorization is passed on and makes a tenant.",
            IsSecret = true,
        },
        new Setting<string>("upstream.model", SettingKinds.RequiredText, s => s.Upstream.Model, (s, v) => s.Upstream.Model = v)
        {
            Description = "Model asked by `/chat_semantic_cache`, whose requests name none.",
        },
        new Setting<TimeSpan>(
            "upstream.timeout", SettingKinds.Duration, s => s.Upstream.Timeout, (s, v) => s.Upstream.Timeout = v)
        {
            Description = "How long the upstream may take over an answer; a late one gets 504.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        new Setting<long>(
            "upstream.answerBytesMax", SettingKinds.Size, s => s.Upstream.AnswerBytesMax, (s, v) => s.Upstream.AnswerBytesMax = v)
        {
            Description = "Largest upstream answer, and of a streamed one the largest event; a larger one gets 502.",
            Range = "1KiB to 1GiB", Holds = v => v is >= 1 << 10 and <= 1 << 30,
        },
        new Setting<long>(
            "upstream.streamBytesMax", SettingKinds.Size, s => s.Upstream.StreamBytesMax, (s, v) => s.Upstream.StreamBytesMax = v)
        {
            Description = "Largest streamed answer; one that becomes larger is broken off.",
            Range = "1KiB to 1GiB", Holds = v => v is >= 1 << 10 and <= 1 << 30,
        },
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
