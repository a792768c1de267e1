using Likewise.Embedders;
using Likewise.Encoder;

namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Model() =>
    [
        new Setting<ModelKind>("model.kind", SettingKinds.Model, s => s.Model.Kind, (s, v) => s.Model.Kind = v)
        {
            Description = "What embeds prompts: this process, or a service.",
            Range = SettingKinds.ModelKinds,
        },
        new Setting<string?>("model.path", SettingKinds.Text, s => s.Model.Path, (s, v) => s.Model.Path = v)
        {
            Description = "Directory of another sentence encoder in Hugging Face layout; not set, Likewise's own.",
        },
        new Setting<EncoderPrecision>(
            "model.precision", SettingKinds.Precision, s => s.Model.Precision, (s, v) => s.Model.Precision = v)
        {
            Description = "What the encoder computes in; vectors of one are never compared with those of the other.",
            Range = "int8 or float32",
        },
        new Setting<TokenPooling?>("model.pooling", SettingKinds.Pooling, s => s.Model.Pooling, (s, v) => s.Model.Pooling = v)
        {
            Description = "How token vectors become one; not set, as the model's files say.",
            Range = "mean or cls",
        },
        new Setting<string?>("model.prefix", SettingKinds.Text, s => s.Model.Prefix, (s, v) => s.Model.Prefix = v)
        {
            Description = "What is put before each text, such as `query: `; not set, as the model's files say.",
        },
        new Setting<int?>(
            "model.maxTokens", SettingKinds.OptionalInteger, s => s.Model.MaxTokens, (s, v) => s.Model.MaxTokens = v)
        {
            Description = "How many tokens of a text are read; not set, as the model's files say.",
            Range = "at least 3", Holds = v => v >= 3,
        },
        new Setting<LongTexts>(
            "model.longTexts", SettingKinds.LongTexts, s => s.Model.LongTexts, (s, v) => s.Model.LongTexts = v)
        {
            Description = "Whether what does not fit of a text is left out, or the text read in windows: two different encoders.",
            Range = "truncate or windows",
        },
        new Setting<int>("model.threads", SettingKinds.Integer, s => s.Model.Threads, (s, v) => s.Model.Threads = v)
        {
            Description = "How many threads share the encoder's work on one call; more than 1 is for idle processors.",
            Range = "1 to 16", Holds = v => v is >= 1 and <= EncoderOptions.ThreadsMost,
        },
        new Setting<bool>(
            "model.packedCache", SettingKinds.Switch, s => s.Model.PackedCache, (s, v) => s.Model.PackedCache = v)
        {
            Description = "Whether the encoder's weights are kept beside the model as it computes with them, for quick starts.",
        },
    ];

    private static Setting[] ModelService() =>
    [
        new Setting<string?>("model.endpoint", SettingKinds.BaseUrl, s => s.Model.Endpoint, (s, v) => s.Model.Endpoint = v)
        {
            Description = "Where the service is; not set, its public address, or this machine for ollama.",
        },
        new Setting<string?>("model.name", SettingKinds.Text, s => s.Model.Name, (s, v) => s.Model.Name = v)
        {
            Description = "The model as the service calls it; for azure-openai the deployment.",
        },
        new Setting<string?>("model.apiKey", SettingKinds.Key, s => s.Model.ApiKey, (s, v) => s.Model.ApiKey = v)
        {
            Description = "Key sent to the service; better in the environment than in a file.",
            IsSecret = true,
        },
        new Setting<string?>("model.keyHeader", SettingKinds.HeaderName, s => s.Model.KeyHeader, (s, v) => s.Model.KeyHeader = v)
        {
            Description = "Header that carries the key; not set, `Authorization` as a bearer token, `api-key` for azure-openai.",
        },
        new Setting<int?>(
            "model.dimension", SettingKinds.OptionalInteger, s => s.Model.Dimension, (s, v) => s.Model.Dimension = v)
        {
            Description = "Components of the service's vectors; not set, found at start by embedding one text.",
            Range = "1 to 65536", Holds = v => v is >= 1 and <= 65_536,
        },
        new Setting<bool>("model.shorten", SettingKinds.Switch, s => s.Model.Shorten, (s, v) => s.Model.Shorten = v)
        {
            Description = "Whether the service is asked to shorten its vectors to model.dimension.",
        },
        new Setting<string?>("model.revision", SettingKinds.Text, s => s.Model.Revision, (s, v) => s.Model.Revision = v)
        {
            Description = "Change it when the service changes the model under its name: entries made before are then not found.",
        },
        new Setting<string?>("model.fields", SettingKinds.JsonObject, s => s.Model.Fields, (s, v) => s.Model.Fields = v)
        {
            Description = "Further fields of each request, such as `{\"input_type\":\"query\"}` for Voyage.",
        },
    ];

    private static Setting[] ModelLimits() =>
    [
        new Setting<TimeSpan>("model.timeout", SettingKinds.Duration, s => s.Model.Timeout, (s, v) => s.Model.Timeout = v)
        {
            Description = "How long the service may take over a batch, retries included; cache.embedTimeout bounds a lookup.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        new Setting<int?>("model.batchMax", SettingKinds.OptionalInteger, s => s.Model.BatchMax, (s, v) => s.Model.BatchMax = v)
        {
            Description = "Most texts of one request; not set, what the kind of service takes.",
            Range = "1 to 10000", Holds = v => v is >= 1 and <= 10_000,
        },
        new Setting<int>(
            "model.concurrencyMax", SettingKinds.Integer, s => s.Model.ConcurrencyMax, (s, v) => s.Model.ConcurrencyMax = v)
        {
            Description = "How many requests to the service are under way at once.",
            Range = "1 to 1024", Holds = v => v is >= 1 and <= 1_024,
        },
        new Setting<int>("model.retriesMax", SettingKinds.Integer, s => s.Model.RetriesMax, (s, v) => s.Model.RetriesMax = v)
        {
            Description = "How often a batch is sent again after 429, 408, 5xx or a broken connection.",
            Range = "0 to 10", Holds = v => v is >= 0 and <= 10,
        },
        new Setting<string?>("model.tier", SettingKinds.Tier, s => s.Model.Tier, (s, v) => s.Model.Tier = v)
        {
            Description = "Well-known tier whose rate limits are kept.",
            Range = string.Join(", ", EmbedderRateLimit.Names),
        },
        new Setting<int?>(
            "model.requestsPerMinute", SettingKinds.OptionalInteger,
            s => s.Model.RequestsPerMinute, (s, v) => s.Model.RequestsPerMinute = v)
        {
            Description = "Requests to the service per minute; not set, the tier's, or no limit.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<int?>(
            "model.tokensPerMinute", SettingKinds.OptionalInteger,
            s => s.Model.TokensPerMinute, (s, v) => s.Model.TokensPerMinute = v)
        {
            Description = "Tokens to the service per minute; not set, the tier's, or no limit.",
            Range = "at least 1", Holds = v => v >= 1,
        },
    ];
}
