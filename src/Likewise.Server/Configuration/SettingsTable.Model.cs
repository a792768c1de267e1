using Likewise.Embedders;
using Likewise.Encoder;

namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Model(string key, Func<LikewiseSettings, ModelSettings> of) =>
        [.. ModelBuiltin(key, of), .. ModelService(key, of), .. ModelLimits(key, of)];

    private static Setting[] ModelBuiltin(string key, Func<LikewiseSettings, ModelSettings> of) =>
    [
        new Setting<ModelKind>($"{key}.kind", SettingKinds.Model, s => of(s).Kind, (s, v) => of(s).Kind = v)
        {
            Description = "What embeds prompts: this process, or a service.",
            Range = SettingKinds.ModelKinds,
        },
        new Setting<string?>($"{key}.path", SettingKinds.Text, s => of(s).Path, (s, v) => of(s).Path = v)
        {
            Description = "Directory of another sentence encoder in Hugging Face layout; not set, Likewise's own.",
        },
        new Setting<EncoderPrecision>(
            $"{key}.precision", SettingKinds.Precision, s => of(s).Precision, (s, v) => of(s).Precision = v)
        {
            Description = "What the encoder computes in; vectors of one are never compared with those of the other.",
            Range = "int8 or float32",
        },
        new Setting<TokenPooling?>($"{key}.pooling", SettingKinds.Pooling, s => of(s).Pooling, (s, v) => of(s).Pooling = v)
        {
            Description = "How token vectors become one; not set, as the model's files say.",
            Range = "mean or cls",
        },
        new Setting<string?>($"{key}.prefix", SettingKinds.Text, s => of(s).Prefix, (s, v) => of(s).Prefix = v)
        {
            Description = "What is put before each text, such as `query: `; not set, as the model's files say.",
        },
        new Setting<int?>(
            $"{key}.maxTokens", SettingKinds.OptionalInteger, s => of(s).MaxTokens, (s, v) => of(s).MaxTokens = v)
        {
            Description = "How many tokens of a text are read; not set, as the model's files say.",
            Range = "at least 3", Holds = v => v >= 3,
        },
        new Setting<LongTexts>(
            $"{key}.longTexts", SettingKinds.LongTexts, s => of(s).LongTexts, (s, v) => of(s).LongTexts = v)
        {
            Description = "Whether what does not fit of a text is left out, or the text read in windows: two different encoders.",
            Range = "truncate or windows",
        },
        new Setting<int>($"{key}.threads", SettingKinds.Integer, s => of(s).Threads, (s, v) => of(s).Threads = v)
        {
            Description = "How many threads share the encoder's work on one call; more than 1 is for idle processors.",
            Range = "1 to 16", Holds = v => v is >= 1 and <= EncoderOptions.ThreadsMost,
        },
        new Setting<bool>(
            $"{key}.packedCache", SettingKinds.Switch, s => of(s).PackedCache, (s, v) => of(s).PackedCache = v)
        {
            Description = "Whether the encoder's weights are kept beside the model as it computes with them, for quick starts.",
        },
    ];

    private static Setting[] ModelService(string key, Func<LikewiseSettings, ModelSettings> of) =>
    [
        new Setting<string?>($"{key}.endpoint", SettingKinds.BaseUrl, s => of(s).Endpoint, (s, v) => of(s).Endpoint = v)
        {
            Description = "Where the service is; not set, its public address, or this machine for ollama.",
        },
        new Setting<string?>($"{key}.name", SettingKinds.Text, s => of(s).Name, (s, v) => of(s).Name = v)
        {
            Description = "The model as the service calls it; for azure-openai the deployment.",
        },
        new Setting<string?>($"{key}.apiKey", SettingKinds.Key, s => of(s).ApiKey, (s, v) => of(s).ApiKey = v)
        {
            Description = "Key sent to the service; better in the environment than in a file.",
            IsSecret = true,
        },
        new Setting<string?>($"{key}.keyHeader", SettingKinds.HeaderName, s => of(s).KeyHeader, (s, v) => of(s).KeyHeader = v)
        {
            Description = "Header that carries the key; not set, `Authorization` as a bearer token, `api-key` for azure-openai.",
        },
        new Setting<int?>(
            $"{key}.dimension", SettingKinds.OptionalInteger, s => of(s).Dimension, (s, v) => of(s).Dimension = v)
        {
            Description = "Components of the service's vectors; not set, found at start by embedding one text.",
            Range = "1 to 65536", Holds = v => v is >= 1 and <= 65_536,
        },
        new Setting<bool>($"{key}.shorten", SettingKinds.Switch, s => of(s).Shorten, (s, v) => of(s).Shorten = v)
        {
            Description = "Whether the service is asked to shorten its vectors to model.dimension.",
        },
        new Setting<string?>($"{key}.revision", SettingKinds.Text, s => of(s).Revision, (s, v) => of(s).Revision = v)
        {
            Description = "Change it when the service changes the model under its name: entries made before are then not found.",
        },
        new Setting<string?>($"{key}.fields", SettingKinds.JsonObject, s => of(s).Fields, (s, v) => of(s).Fields = v)
        {
            Description = "Further fields of each request, such as `{\"input_type\":\"query\"}` for Voyage.",
        },
    ];

    private static Setting[] ModelLimits(string key, Func<LikewiseSettings, ModelSettings> of) =>
    [
        new Setting<TimeSpan>($"{key}.timeout", SettingKinds.Duration, s => of(s).Timeout, (s, v) => of(s).Timeout = v)
        {
            Description = "How long the service may take over a batch, retries included; cache.embedTimeout bounds a lookup.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        new Setting<int?>($"{key}.batchMax", SettingKinds.OptionalInteger, s => of(s).BatchMax, (s, v) => of(s).BatchMax = v)
        {
            Description = "Most texts of one request; not set, what the kind of service takes.",
            Range = "1 to 10000", Holds = v => v is >= 1 and <= 10_000,
        },
        new Setting<int>(
            $"{key}.concurrencyMax", SettingKinds.Integer, s => of(s).ConcurrencyMax, (s, v) => of(s).ConcurrencyMax = v)
        {
            Description = "How many requests to the service are under way at once.",
            Range = "1 to 1024", Holds = v => v is >= 1 and <= 1_024,
        },
        new Setting<int>($"{key}.retriesMax", SettingKinds.Integer, s => of(s).RetriesMax, (s, v) => of(s).RetriesMax = v)
        {
            Description = "How often a batch is sent again after 429, 408, 5xx or a broken connection.",
            Range = "0 to 10", Holds = v => v is >= 0 and <= 10,
        },
        new Setting<string?>($"{key}.tier", SettingKinds.Tier, s => of(s).Tier, (s, v) => of(s).Tier = v)
        {
            Description = "Well-known tier whose rate limits are kept.",
            Range = string.Join(", ", EmbedderRateLimit.Names),
        },
        new Setting<int?>(
            $"{key}.requestsPerMinute", SettingKinds.OptionalInteger,
            s => of(s).RequestsPerMinute, (s, v) => of(s).RequestsPerMinute = v)
        {
            Description = "Requests to the service per minute; not set, the tier's, or no limit.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<int?>(
            $"{key}.tokensPerMinute", SettingKinds.OptionalInteger,
            s => of(s).TokensPerMinute, (s, v) => of(s).TokensPerMinute = v)
        {
            Description = "Tokens to the service per minute; not set, the tier's, or no limit.",
            Range = "at least 1", Holds = v => v >= 1,
        },
    ];
}
