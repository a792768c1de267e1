using System.Text.Json.Serialization;

namespace Likewise.Server;

/// <summary>A key as it is kept: all about it, and of the key itself only the digest.</summary>
public sealed record AccessKey
{
    /// <summary>Names the key to people; it stands in the key too.</summary>
    /// <value>8 lower-case hexadecimal digits.</value>
    public required string Id { get; init; }

    /// <summary>What it is for, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What its bearer may do. None implies another.</summary>
    /// <value>At least one.</value>
    public required IReadOnlyList<AccessRole> Roles { get; init; }

    /// <summary>Whose answers its bearer shares.</summary>
    /// <value>At most 63 letters, digits, dots, hyphens and underscores; default: empty, shared by all keys without one.</value>
    public string Tenant { get; init => field = value ?? ""; } = ""; // The generated reader sets it to null where it is missing.

    /// <summary>SHA-256 over the key.</summary>
    /// <value>64 lower-case hexadecimal digits.</value>
    public required string Sha256 { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    /// <value>Default: null, never.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Requests that its bearers may make in a minute.</summary>
    /// <value>At least 1; default: null, as the settings say.</value>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Requests that its bearers may have under way at once.</summary>
    /// <value>At least 1; default: null, as the settings say.</value>
    public int? ConcurrencyMax { get; init; }

    /// <summary>Whether it can be a key at all.</summary>
    [JsonIgnore]
    internal bool IsSound =>
        Id.Length > 0 && Roles.Count > 0 && TenantName.IsValid(Tenant) && RequestsPerMinute is null or >= 1
        && ConcurrencyMax is null or >= 1 && Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigitLower);
}
