using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Likewise;

/// <summary>An invalidation as JSON.</summary>
internal sealed record InvalidationLine
{
    private static readonly JsonTypeInfo<InvalidationLine> Json = (JsonTypeInfo<InvalidationLine>)
        new JsonSerializerOptions(InvalidationLineJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        }.GetTypeInfo(typeof(InvalidationLine));

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long Number { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset At { get; init; }

    public bool CarriedOut { get; init; }

    public required FilterLine Filter { get; init; }

    public static byte[] Write(Invalidation invalidation) => JsonSerializer.SerializeToUtf8Bytes(
        new InvalidationLine
        {
            Number = invalidation.Number, At = invalidation.At, CarriedOut = invalidation.IsCarriedOut,
            Filter = FilterLine.Of(invalidation.Filter),
        },
        Json);

    /// <exception cref="FormatException">It is no invalidation.</exception>
    public static Invalidation Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var line = JsonSerializer.Deserialize(json, Json) ?? throw new FormatException("An object was expected, not null.");
            return new Invalidation(line.Number, line.At, line.Filter.ToFilter()) { IsCarriedOut = line.CarriedOut };
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            throw new FormatException($"It is no invalidation: {broken.Message}", broken);
        }
    }
}

/// <summary>How it is written. Generated, so that it works without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(InvalidationLine))]
internal sealed partial class InvalidationLineJson : JsonSerializerContext;
