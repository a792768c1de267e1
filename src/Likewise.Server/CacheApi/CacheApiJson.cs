using System.Text.Json.Serialization;

namespace Likewise.Server;

/// <summary>How the cache's API writes what it answers. Generated, so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ProblemShown))]
[JsonSerializable(typeof(LangCacheProblem))]
[JsonSerializable(typeof(LangCacheResults))]
[JsonSerializable(typeof(LangCacheStored))]
[JsonSerializable(typeof(LangCacheDeleted))]
[JsonSerializable(typeof(GptCacheProblem))]
[JsonSerializable(typeof(GptCacheAnswer))]
[JsonSerializable(typeof(ImportedShown))]
[JsonSerializable(typeof(BackedUpShown))]
[JsonSerializable(typeof(ExportHead))]
[JsonSerializable(typeof(ExportEnd))]
[JsonSerializable(typeof(LookupsShown))]
[JsonSerializable(typeof(StoresDoneShown))]
[JsonSerializable(typeof(FeedbackShown))]
[JsonSerializable(typeof(LimitsShown))]
[JsonSerializable(typeof(NamespacesShown))]
[JsonSerializable(typeof(ExplanationShown))]
[JsonSerializable(typeof(EntryShown))]
[JsonSerializable(typeof(EntriesShown))]
[JsonSerializable(typeof(LookupShown))]
[JsonSerializable(typeof(StoredShown))]
[JsonSerializable(typeof(RemovedShown))]
[JsonSerializable(typeof(RemovalsShown))]
[JsonSerializable(typeof(SelectedShown))]
[JsonSerializable(typeof(StatsShown))]
[JsonSerializable(typeof(WarmShown))]
[JsonSerializable(typeof(PopularShown))]
[JsonSerializable(typeof(RecentShown))]
[JsonSerializable(typeof(WatchedShown))]
[JsonSerializable(typeof(HistoryShown))]
internal sealed partial class CacheApiJson : JsonSerializerContext;
