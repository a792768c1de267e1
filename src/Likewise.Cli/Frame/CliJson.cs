using System.Text.Json.Serialization;

namespace Likewise.Cli;

/// <summary>The shapes of <c>--json</c>: names in snake_case, times in milliseconds unless the name says otherwise.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KeyMade))]
[JsonSerializable(typeof(KeysFound))]
[JsonSerializable(typeof(KeyRevoked))]
[JsonSerializable(typeof(AskFound))]
[JsonSerializable(typeof(ConfigShown))]
[JsonSerializable(typeof(DemoFound))]
[JsonSerializable(typeof(EntriesFound))]
[JsonSerializable(typeof(EntriesRemoved))]
[JsonSerializable(typeof(EntryFound))]
[JsonSerializable(typeof(ExplainFound))]
[JsonSerializable(typeof(LookupFound))]
[JsonSerializable(typeof(ModelImported))]
[JsonSerializable(typeof(ModelPathFound))]
[JsonSerializable(typeof(ModelsFound))]
[JsonSerializable(typeof(ModelVerified))]
[JsonSerializable(typeof(ServeStarted))]
[JsonSerializable(typeof(StatsFound))]
[JsonSerializable(typeof(NamespacesFound))]
[JsonSerializable(typeof(StoreFound))]
internal sealed partial class CliJson : JsonSerializerContext;
