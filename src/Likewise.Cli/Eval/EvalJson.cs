using System.Text.Json.Serialization;

namespace Likewise.Cli;

/// <summary>The shapes of <c>eval … --json</c>: names in snake_case, shares from 0 to 1, null for a share of nothing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StreamShown))]
[JsonSerializable(typeof(PairsShown))]
[JsonSerializable(typeof(QualityTable))]
[JsonSerializable(typeof(TrainShown))]
[JsonSerializable(typeof(TuneShown))]
internal sealed partial class EvalJson : JsonSerializerContext;
