using System.Text.Json.Serialization;

namespace Likewise;

/// <summary>How an answer is written inside a payload. Generated, so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordedResponse))]
internal sealed partial class PayloadJson : JsonSerializerContext;
