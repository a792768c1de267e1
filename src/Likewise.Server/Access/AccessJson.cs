using System.Text.Json;
using System.Text.Json.Serialization;

namespace Likewise.Server;

/// <summary>What the keys file holds.</summary>
internal sealed record AccessKeys
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required IReadOnlyList<AccessKey> Keys { get; init; }
}

/// <summary>How the keys file is written. A field that nobody knows is refused: it may be a limit that was misspelt.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(RoleNames)], RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AccessKeys))]
internal sealed partial class AccessJson : JsonSerializerContext;

/// <summary>Roles by their names, in lower case, and never by numbers.</summary>
internal sealed class RoleNames() : JsonStringEnumConverter<AccessRole>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
