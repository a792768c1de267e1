namespace Likewise.Server;

/// <summary>Tokens (JWT, RFC 7519) that a server takes beside keys. They count where <see cref="Keys"/> is set.</summary>
public sealed class JwtSettings
{
    /// <summary>Where the keys are that tokens are signed with: a JWKS or PEM file, or the https address of a JWKS.</summary>
    /// <value>Default: null, no tokens are taken.</value>
    public string? Keys { get; set; }

    /// <summary>Who must have issued a token (<c>iss</c>).</summary>
    /// <value>Default: null; needed with <see cref="Keys"/>.</value>
    public string? Issuer { get; set; }

    /// <summary>Whom a token must be for (<c>aud</c>).</summary>
    /// <value>Default: null; needed with <see cref="Keys"/>.</value>
    public string? Audience { get; set; }

    /// <summary>How far the issuer's clock may differ from this one.</summary>
    /// <value>Zero to 10 minutes; default 1 minute.</value>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The claim that has the roles: a list, or a text with spaces between them.</summary>
    /// <value>Default <c>scope</c>.</value>
    public string RoleClaim { get; set; } = "scope";

    /// <summary>What stands before a role's name in that claim; values without it are passed over.</summary>
    /// <value>Default <c>likewise:</c>.</value>
    public string RolePrefix { get; set; } = "likewise:";

    /// <summary>The claim that has the tenant. A token without it is then refused.</summary>
    /// <value>Default: null: tokens share the answers of all keys without a tenant.</value>
    public string? TenantClaim { get; set; }

    /// <summary>How long keys that came over the network are used before they are fetched again.</summary>
    /// <value>One minute to one day; default 10 minutes.</value>
    public TimeSpan Refresh { get; set; } = TimeSpan.FromMinutes(10);
}
