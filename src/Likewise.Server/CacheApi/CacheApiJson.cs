using System.Text.Json.Serialization;

namespace Likewise.Server;

/// <summary>How the cache's API writes what it answers. Generated, so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemShown))]
[JsonSerializable(typeof(LookupsShown))]
[JsonSerializable(typeof(StoresDoneShown))]
[JsonSerializable(typeof(FeedbackShown))]
[JsonSerializable(typeof(ExplanationShown))]
[JsonSerializable(typeof(EntryShown))]
[JsonSerializable(typeof(EntriesShown))]
[JsonSerializable(typeof(LookupShown))]
[JsonSerializable(typeof(StoredShown))]
[JsonSerializable(typeof(RemovedShown))]
[JsonSerializable(typeof(SelectedShown))]
[JsonSerializable(typeof(StatsShown))]
internal sealed partial class CacheApiJson : JsonSerializerContext;
