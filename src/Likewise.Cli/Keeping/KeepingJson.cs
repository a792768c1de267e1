using System.Text.Json.Serialization;

namespace Likewise.Cli;

/// <summary>The shapes of <c>--json</c> of the verbs that look after what is kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackupMade))]
[JsonSerializable(typeof(StoreRestored))]
[JsonSerializable(typeof(StoreChecked))]
[JsonSerializable(typeof(StoreRepaired))]
[JsonSerializable(typeof(EntriesMigrated))]
[JsonSerializable(typeof(EntriesExported))]
[JsonSerializable(typeof(EntriesImported))]
internal sealed partial class KeepingJson : JsonSerializerContext;
