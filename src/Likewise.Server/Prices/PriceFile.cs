using System.Text.Json.Serialization;

namespace Likewise.Server;

/// <summary>The file of prices.</summary>
internal sealed record PriceFile
{
    /// <summary>As of when they are.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>For people.</summary>
    public string? About { get; init; }

    public required IReadOnlyList<ModelPrice> Prices { get; init; }
}

/// <summary>Reads it. What stands there and is not known is a mistake: a price with a misspelt name would be no price.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(PriceFile))]
internal sealed partial class PriceJson : JsonSerializerContext;
