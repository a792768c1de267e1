using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Likewise.Server;

/// <summary>
/// Proves tokens: signature by a known key with an algorithm of that key, issuer, audience, not before, expiry. Always all of it.
/// </summary>
internal sealed class TokenValidator : IDisposable
{
    private const int TokenCharsMax = 16 << 10;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly JwtSettings _settings;
    private readonly TimeProvider _time;
    private readonly TokenKeys _keys;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = TokenCharsMax };

    /// <exception cref="SettingsException">The file of keys cannot be used.</exception>
    public TokenValidator(JwtSettings settings, TimeProvider time, ILogger logger)
    {
        (_settings, _time, _keys) = (settings, time, new TokenKeys(settings, time, logger));
        _keys.CheckFile();
    }

    /// <summary>Whether a text has the form of a signed token: three parts with dots between them.</summary>
    public static bool IsToken(string text) => text.Length <= TokenCharsMax && text.Count(letter => letter == '.') == 2;

    /// <summary>Who bears a token.</summary>
    /// <exception cref="HttpFault">The token proves nothing, or says nothing of the tenant.</exception>
    public async ValueTask<CallerIdentity> IdentifyAsync(string text, CancellationToken cancellationToken)
    {
        // 1. What it claims to be, unproved.
        var claimed = Read(text);
        var key = await FindKeyAsync(claimed.Kid, cancellationToken).ConfigureAwait(false);

        // 2. The proof.
        var result = await _handler.ValidateTokenAsync(text, Demands(key)).ConfigureAwait(false);
        if (result is not { IsValid: true, SecurityToken: JsonWebToken token })
            throw Refused(result.Exception);

        // 3. What it says.
        var tenant = TenantOf(token);
        var subject = token.Subject is { Length: > 0 } named ? named : null;
        return new CallerIdentity($"jwt:{subject ?? tenant}", tenant, RolesOf(token))
        {
            Principal = subject is null ? null : $"jwt:{subject}",
        };
    }

    public void Dispose() => _keys.Dispose();

    private JsonWebToken Read(string text)
    {
        try
        {
            var token = _handler.ReadJsonWebToken(text);

            // RFC 7515, 4.1.11: who does not know an extension that is marked critical must refuse; we know none.
            return token.TryGetHeaderValue<object>("crit", out _)
                ? throw Credential.Refused("The token has critical extensions, which are not known here.") : token;
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or FormatException)
        {
            throw Credential.Refused("The token cannot be read.");
        }
    }

    private async ValueTask<JsonWebKey> FindKeyAsync(string? keyId, CancellationToken cancellationToken)
    {
        var keys = await _keys.GetAsync(set => set.Find(keyId) is not null, cancellationToken).ConfigureAwait(false)
            ?? throw new HttpFault(503, "The keys of the tokens' issuer are not to be had.", "token_keys_missing")
            {
                RetryAfter = RetryAfter,
            };
        return keys.Find(keyId) ?? throw Credential.Refused("The token is signed with a key that is not known here.");
    }

    private TokenValidationParameters Demands(JsonWebKey key) => new()
    {
        ValidIssuer = _settings.Issuer,
        ValidAudience = _settings.Audience,
        IssuerSigningKeyResolver = (_, _, _, _) => [key],
        TryAllIssuerSigningKeys = false,
        AlgorithmValidator = (algorithm, used, _, _) => used is JsonWebKey known && TokenKeySet.Allows(known, algorithm),
        LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        RequireAudience = true,
        ValidateIssuer = true,
        ValidateAudience = true,
        ValidateLifetime = true,
    };

    /// <summary>By our clock, which a test can move.</summary>
    private bool IsInTime(DateTime? notBefore, DateTime? expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + _settings.ClockSkew
            && (notBefore is not { } begin || now >= begin - _settings.ClockSkew);
    }

    private string TenantOf(JsonWebToken token)
    {
        if (_settings.TenantClaim is not { } claim)
            return "";

        return token.TryGetPayloadValue<object>(claim, out var value) && value is string { Length: > 0 } tenant
            && TenantName.IsValid(tenant)
                ? tenant
                : throw new HttpFault(
                    403, $"The token's claim '{claim}' names no tenant: {TenantName.Expected}.", "tenant_missing");
    }

    private AccessRole[] RolesOf(JsonWebToken token)
    {
        var names = token.Claims
            .Where(claim => claim.Type == _settings.RoleClaim)
            .SelectMany(claim => claim.Value.Split(' '))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from role in Enum.GetValues<AccessRole>()
               where names.Contains(_settings.RolePrefix + role.ToString().ToLowerInvariant())
               select role,
        ];
    }

    /// <summary>Says what is wrong as far as it helps an honest caller; the library's own words may repeat the token.</summary>
    private static HttpFault Refused(Exception? fault) => Credential.Refused("The token is not valid: " + fault switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException
            or SecurityTokenNoExpirationException => "it has ended, or has not begun, or never ends.",
        SecurityTokenInvalidAudienceException => "it is for somebody else (aud).",
        SecurityTokenInvalidIssuerException => "somebody else issued it (iss).",
        _ => "its signature proves nothing.",
    });
}
