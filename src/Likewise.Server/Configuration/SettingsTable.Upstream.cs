namespace Likewise.Server;

internal static partial class SettingsTable
{
    /// <summary>Named upstreams have the rows of the one without a name.</summary>
    private static SettingGroup Upstreams => new(
        "upstreams",
        "Further upstreams, each with the settings of `upstream`; a model goes to the first whose `models` name it, "
            + "those of the file first, and `upstream` last.",
        name => Upstream($"upstreams.{name}", settings =>
        {
            if (!settings.Upstreams.TryGetValue(name, out var upstream))
                settings.Upstreams.Add(name, upstream = new UpstreamSettings());
            return upstream;
        }),
        settings => settings.Upstreams.Keys);

    private static Setting[] Upstream(string key, Func<LikewiseSettings, UpstreamSettings> of) =>
        [.. UpstreamIdentity(key, of), .. UpstreamLimits(key, of), .. UpstreamBreaker(key, of)];

    private static Setting[] UpstreamIdentity(string key, Func<LikewiseSettings, UpstreamSettings> of) =>
    [
        new Setting<string?>($"{key}.baseUrl", SettingKinds.BaseUrl, s => of(s).BaseUrl, (s, v) => of(s).BaseUrl = v)
        {
            Description = "OpenAI-compatible service behind the cache; not set, the built-in demo upstream.",
        },
        new Setting<string?>($"{key}.apiKey", SettingKinds.Key, s => of(s).ApiKey, (s, v) => of(s).ApiKey = v)
        {
            Description = "Key that pays for all requests; not set, each caller's Authorization is passed on and makes a tenant.",
            IsSecret = true,
        },
        new Setting<string?>($"{key}.keyHeader", SettingKinds.HeaderName, s => of(s).KeyHeader, (s, v) => of(s).KeyHeader = v)
        {
            Description = "Header with the key; not set, `x-api-key` for Anthropic's protocol, else `Authorization`.",
        },
        new Setting<IReadOnlyList<string>>(
            $"{key}.models", SettingKinds.Patterns, s => of(s).Models, (s, v) => of(s).Models = v)
        {
            Description = "Models that are asked here, such as `gpt-*, o?-*`: `*` is any characters, `?` is one.",
        },
        new Setting<IReadOnlyList<UpstreamProtocol>>(
            $"{key}.protocols", SettingKinds.Protocols, s => of(s).Protocols, (s, v) => of(s).Protocols = v)
        {
            Description = "Protocols that it speaks.",
            Range = "chat, responses, messages",
        },
        new Setting<string>($"{key}.model", SettingKinds.RequiredText, s => of(s).Model, (s, v) => of(s).Model = v)
        {
            Description = "Model asked by `/chat_semantic_cache`, whose requests name none.",
        },
    ];

    private static Setting[] UpstreamLimits(string key, Func<LikewiseSettings, UpstreamSettings> of) =>
    [
        new Setting<TimeSpan>($"{key}.timeout", SettingKinds.Duration, s => of(s).Timeout, (s, v) => of(s).Timeout = v)
        {
            Description = "How long the upstream may take over an answer, or to begin a stream; a late one gets 504.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        new Setting<TimeSpan>(
            $"{key}.chunkTimeout", SettingKinds.Duration, s => of(s).ChunkTimeout, (s, v) => of(s).ChunkTimeout = v)
        {
            Description = "How long a stream may be silent between two pieces; it is then broken off.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        new Setting<TimeSpan>(
            $"{key}.connectTimeout", SettingKinds.Duration, s => of(s).ConnectTimeout, (s, v) => of(s).ConnectTimeout = v)
        {
            Description = "How long a connection may take to be made.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        new Setting<int>(
            $"{key}.connectRetriesMax", SettingKinds.Integer,
            s => of(s).ConnectRetriesMax, (s, v) => of(s).ConnectRetriesMax = v)
        {
            Description = "How often a connection that could not be made is tried again; what was sent is never sent twice.",
            Range = "0 to 10", Holds = v => v is >= 0 and <= 10,
        },
        new Setting<long>(
            $"{key}.answerBytesMax", SettingKinds.Size, s => of(s).AnswerBytesMax, (s, v) => of(s).AnswerBytesMax = v)
        {
            Description = "Largest upstream answer, and of a streamed one the largest event; a larger one gets 502.",
            Range = "1KiB to 1GiB", Holds = v => v is >= 1 << 10 and <= 1 << 30,
        },
        new Setting<long>(
            $"{key}.embeddingsBytesMax", SettingKinds.Size,
            s => of(s).EmbeddingsBytesMax, (s, v) => of(s).EmbeddingsBytesMax = v)
        {
            Description = "Largest upstream answer with embeddings, where they are cached; a larger one gets 502.",
            Range = "1KiB to 1GiB", Holds = v => v is >= 1 << 10 and <= 1 << 30,
        },
        new Setting<long>(
            $"{key}.streamBytesMax", SettingKinds.Size, s => of(s).StreamBytesMax, (s, v) => of(s).StreamBytesMax = v)
        {
            Description = "Largest streamed answer; one that becomes larger is broken off.",
            Range = "1KiB to 1GiB", Holds = v => v is >= 1 << 10 and <= 1 << 30,
        },
        new Setting<int>(
            $"{key}.concurrencyMax", SettingKinds.Integer, s => of(s).ConcurrencyMax, (s, v) => of(s).ConcurrencyMax = v)
        {
            Description = "How many requests to it are under way at once.",
            Range = "1 to 65536", Holds = v => v is >= 1 and <= 65_536,
        },
        new Setting<int>($"{key}.queueMax", SettingKinds.Integer, s => of(s).QueueMax, (s, v) => of(s).QueueMax = v)
        {
            Description = "How many requests wait for one of those places; one more gets 503 at once.",
            Range = "0 to 1048576", Holds = v => v is >= 0 and <= 1 << 20,
        },
    ];

    private static Setting[] UpstreamBreaker(string key, Func<LikewiseSettings, UpstreamSettings> of) =>
    [
        new Setting<double>(
            $"{key}.breakerFailureRatio", SettingKinds.Number,
            s => of(s).BreakerFailureRatio, (s, v) => of(s).BreakerFailureRatio = v)
        {
            Description = "Part of requests that must fail for the upstream to be left alone.",
            Range = "above 0 to 1", Holds = v => v is > 0 and <= 1,
        },
        new Setting<int>(
            $"{key}.breakerRequestsMin", SettingKinds.Integer,
            s => of(s).BreakerRequestsMin, (s, v) => of(s).BreakerRequestsMin = v)
        {
            Description = "Fewer requests than this within the window never have it left alone.",
            Range = "at least 2", Holds = v => v >= 2,
        },
        new Setting<TimeSpan>(
            $"{key}.breakerWindow", SettingKinds.Duration, s => of(s).BreakerWindow, (s, v) => of(s).BreakerWindow = v)
        {
            Description = "Time over which requests and failures are counted.",
            Range = "500ms to 1d", Holds = WithinHalfASecondAndOneDay,
        },
        new Setting<TimeSpan>(
            $"{key}.breakerPause", SettingKinds.Duration, s => of(s).BreakerPause, (s, v) => of(s).BreakerPause = v)
        {
            Description = "How long it is left alone before one request tries it again; others get 503 meanwhile.",
            Range = "500ms to 1d", Holds = WithinHalfASecondAndOneDay,
        },
    ];

    private static bool WithinHalfASecondAndOneDay(TimeSpan value) =>
        value >= TimeSpan.FromMilliseconds(500) && WithinOneDay(value);
}
