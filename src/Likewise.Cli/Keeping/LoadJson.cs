using System.Text.Json.Serialization;

namespace Likewise.Cli;

/// <summary>The lines of a file of faults.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadFault))]
internal sealed partial class LoadJson : JsonSerializerContext;
