namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheRules() =>
    [
        new Setting<double>(
            "cache.similarityMin", SettingKinds.Number, s => s.Cache.SimilarityMin, (s, v) => s.Cache.SimilarityMin = v)
        {
            Description = "Least cosine similarity of two prompts that may share an answer.",
            Range = "-1 to 1", Holds = v => v is >= -1 and <= 1,
        },
        new Setting<Guards>("cache.guards", SettingKinds.Guards, s => s.Cache.Guards, (s, v) => s.Cache.Guards = v)
        {
            Description = "Rules that may reject what is close enough: on, off, some by name, or -name to leave one out.",
        },
        new Setting<double>(
            "cache.nearestMissMin", SettingKinds.Number, s => s.Cache.NearestMissMin, (s, v) => s.Cache.NearestMissMin = v)
        {
            Description = "Least similarity of an entry that a miss reports as its nearest.",
            Range = "-1 to cache.similarityMin", Holds = v => v is >= -1 and <= 1,
        },
        new Setting<int>(
            "cache.candidatesMax", SettingKinds.Integer, s => s.Cache.CandidatesMax, (s, v) => s.Cache.CandidatesMax = v)
        {
            Description = "How many of the closest entries are looked at.",
            Range = "1 to 64", Holds = v => v is >= 1 and <= 64,
        },
        new Setting<double>(
            "cache.semanticTemperatureMax", SettingKinds.Number,
            s => s.Cache.SemanticTemperatureMax, (s, v) => s.Cache.SemanticTemperatureMax = v)
        {
            Description = "Highest temperature that may be answered by meaning; above it, by the same words only.",
            Range = "at least 0", Holds = v => v is >= 0 and < double.PositiveInfinity,
        },
        new Setting<TimeSpan>(
            "cache.timeToLive", SettingKinds.Duration, s => s.Cache.TimeToLive, (s, v) => s.Cache.TimeToLive = v)
        {
            Description = "How long an entry lives, however often it is used.",
            Range = "more than 0s", Holds = IsPositive,
        },
        new Setting<TimeSpan>(
            "cache.timeToLiveMax", SettingKinds.Duration, s => s.Cache.TimeToLiveMax, (s, v) => s.Cache.TimeToLiveMax = v)
        {
            Description = "Longest life that a caller may give an entry.",
            Range = "at least cache.timeToLive", Holds = IsPositive,
        },
        new Setting<TimeSpan?>(
            "cache.slidingWindow", SettingKinds.OptionalDuration, s => s.Cache.SlidingWindow, (s, v) => s.Cache.SlidingWindow = v)
        {
            Description = "Ends entries that have not been used for this long.",
            Range = "more than 0s, or none", Holds = v => v is null || IsPositive(v.Value),
        },
    ];

    private static Setting[] CacheLimits() =>
    [
        new Setting<EvictionPolicy>(
            "cache.eviction", SettingKinds.Eviction, s => s.Cache.Eviction, (s, v) => s.Cache.Eviction = v)
        {
            Description = "Which entries leave first when there is no room: asked for least lately, not used for longest, used "
                + "least often, stored first, soonest to end, or saving least for each byte.",
            Range = "tinylfu, lru, lfu, fifo, soonesttoend or costaware",
        },
        Count(
            "cache.entriesMax", 1, s => s.Cache.EntriesMax, (s, v) => s.Cache.EntriesMax = v,
            "How many entries are kept; beyond it some leave, as cache.eviction says."),
        new Setting<long>(
            "cache.payloadBytesMax", SettingKinds.Size, s => s.Cache.PayloadBytesMax, (s, v) => s.Cache.PayloadBytesMax = v)
        {
            Description = "How many bytes of answers are kept; beyond it entries leave, as cache.eviction says.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        new Setting<long?>(
            "cache.memoryBytesMax", SettingKinds.OptionalSize, s => s.Cache.MemoryBytesMax, (s, v) => s.Cache.MemoryBytesMax = v)
        {
            Description = "How many bytes entries may take in memory beside their answers; not set, no such limit.",
            Range = "at least 1", Holds = v => v is null or >= 1,
        },
        new Setting<double?>(
            "cache.memoryShareMax", SettingKinds.OptionalNumber,
            s => s.Cache.MemoryShareMax, (s, v) => s.Cache.MemoryShareMax = v)
        {
            Description = "The same as a share of the memory that the process may use; while memory is short, entries leave.",
            Range = "above 0, up to 1", Holds = v => v is null or (> 0 and <= 1),
        },
        new Setting<long>(
            "cache.residentPayloadBytesMax", SettingKinds.Size,
            s => s.Cache.ResidentPayloadBytesMax, (s, v) => s.Cache.ResidentPayloadBytesMax = v)
        {
            Description = "How many bytes of answers are held in memory too; 0 holds none.",
            Range = "at least 0", Holds = v => v >= 0,
        },
        Count(
            "cache.aliasesMax", 0, s => s.Cache.AliasesMax, (s, v) => s.Cache.AliasesMax = v,
            "How many other words an entry is found by without embedding and search, once it has answered them; 0: none."),
        Count(
            "cache.promptCharsMax", 1, s => s.Cache.PromptCharsMax, (s, v) => s.Cache.PromptCharsMax = v,
            "Longest last user message that is cached, in UTF-16 characters."),
        new Setting<int>(
            "cache.requestBytesMax", SettingKinds.SmallSize, s => s.Cache.RequestBytesMax, (s, v) => s.Cache.RequestBytesMax = v)
        {
            Description = "Largest request that is cached.",
            Range = "at least 1KiB", Holds = v => v >= 1024,
        },
        new Setting<int>(
            "cache.responseBytesMax", SettingKinds.SmallSize,
            s => s.Cache.ResponseBytesMax, (s, v) => s.Cache.ResponseBytesMax = v)
        {
            Description = "Largest answer that is stored.",
            Range = "at least 1", Holds = v => v >= 1,
        },
        Count(
            "cache.inFlightMax", 1, s => s.Cache.InFlightMax, (s, v) => s.Cache.InFlightMax = v,
            "How many different prompts may be in flight and joined by the same ones."),
        Count(
            "cache.handoversMax", 0, s => s.Cache.HandoversMax, (s, v) => s.Cache.HandoversMax = v,
            "How many failed leaders a request waits for before it calls the model itself."),
        Count(
            "cache.invalidationsMax", 1, s => s.Cache.InvalidationsMax, (s, v) => s.Cache.InvalidationsMax = v,
            "How many invalidations are remembered, so that nothing they took comes back out of an export."),
        Count(
            "cache.hitQueueMax", 1, s => s.Cache.HitQueueMax, (s, v) => s.Cache.HitQueueMax = v,
            "How many hits wait to be written down; further ones are counted as dropped."),
    ];

    private static Setting[] CacheEmbedding() =>
    [
        new Setting<int?>(
            "cache.embedCallsMax", SettingKinds.OptionalInteger, s => s.Cache.EmbedCallsMax, (s, v) => s.Cache.EmbedCallsMax = v)
        {
            Description = "How many calls of the embedder run at once; not set, one for each processor.",
            Range = "at least 1, or none", Holds = v => v is null or >= 1,
        },
        Count(
            "cache.embedBatchMax", 1, s => s.Cache.EmbedBatchMax, (s, v) => s.Cache.EmbedBatchMax = v,
            "How many prompts share one call of the embedder, where they have to wait for it anyway."),
        Count(
            "cache.embedWaitingMax", 0, s => s.Cache.EmbedWaitingMax, (s, v) => s.Cache.EmbedWaitingMax = v,
            "How many prompts may wait for the embedder; a further one is a miss at once."),
        Count(
            "cache.embeddingsMax", 0, s => s.Cache.EmbeddingsMax, (s, v) => s.Cache.EmbeddingsMax = v,
            "How many texts' vectors are remembered, those that are asked for most; 0 remembers none."),
        new Setting<string?>(
            "cache.embeddingsDirectory", SettingKinds.Text,
            s => s.Cache.EmbeddingsDirectory, (s, v) => s.Cache.EmbeddingsDirectory = v)
        {
            Description = "Where remembered vectors are kept between runs; worth it where embedding costs money.",
        },
    ];

    private static Setting[] CacheTimes() =>
    [
        Deadline(
            "cache.embedTimeout", "A lookup", "the embedder", s => s.Cache.EmbedTimeout, (s, v) => s.Cache.EmbedTimeout = v),
        Deadline(
            "cache.searchTimeout", "A lookup", "a vector tier", s => s.Cache.SearchTimeout, (s, v) => s.Cache.SearchTimeout = v),
        Deadline(
            "cache.readTimeout", "A lookup", "the store", s => s.Cache.ReadTimeout, (s, v) => s.Cache.ReadTimeout = v),
        Deadline(
            "cache.verifyTimeout", "A lookup", "the verifier", s => s.Cache.VerifyTimeout, (s, v) => s.Cache.VerifyTimeout = v),
        Deadline(
            "cache.writeTimeout", "Storing", "the store", s => s.Cache.WriteTimeout, (s, v) => s.Cache.WriteTimeout = v),
        Deadline(
            "cache.removeTimeout", "Removing", "the store", s => s.Cache.RemoveTimeout, (s, v) => s.Cache.RemoveTimeout = v),
        new Setting<TimeSpan>(
            "cache.maintenanceInterval", SettingKinds.Duration,
            s => s.Cache.MaintenanceInterval, (s, v) => s.Cache.MaintenanceInterval = v)
        {
            Description = "How often hits are written down and ended entries are swept.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
    ];

    private static Setting<TimeSpan> Deadline(
        string key, string who, string whom,
        Func<LikewiseSettings, TimeSpan> get, Action<LikewiseSettings, TimeSpan> set) =>
        new(key, SettingKinds.Duration, get, set)
        {
            Description = $"{who} waits no longer than this for {whom}.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        };

    private static Setting<int> Count(
        string key, int least, Func<LikewiseSettings, int> get, Action<LikewiseSettings, int> set, string description) =>
        new(key, SettingKinds.Integer, get, set)
        {
            Description = description,
            Range = $"at least {least}", Holds = v => v >= least,
        };

    private static bool IsPositive(TimeSpan value) => value > TimeSpan.Zero;
}
