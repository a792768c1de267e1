using System.Text.Json.Serialization;

namespace Likewise.Cli;

/// <summary>The shapes of <c>capacity --json</c>: names in snake_case, sizes in bytes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CapacityFound))]
internal sealed partial class CapacityJson : JsonSerializerContext;
