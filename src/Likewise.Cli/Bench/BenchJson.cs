using System.Text.Json.Serialization;

namespace Likewise.Cli;

/// <summary>The shapes of <c>bench … --json</c>: names in snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IndexBenchFound))]
internal sealed partial class BenchJson : JsonSerializerContext;
