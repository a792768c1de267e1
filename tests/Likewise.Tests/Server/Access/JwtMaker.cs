using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Likewise.Tests.Server;

/// <summary>Makes tokens by hand, sound ones and others. One for a class: keys take time.</summary>
public sealed class JwtMaker : IDisposable
{
    public const string Issuer = "https://issuer.example";
    public const string Audience = "likewise";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Secret { get; } = Enumerable.Range(0, 32).Select(i => (byte)(i * 7)).ToArray();

    /// <summary>All three as a JWKS, named <c>rsa</c>, <c>ec</c> and <c>oct</c>.</summary>
    public string Jwks => $$"""{"keys":[{{RsaJwk()}},{{EcJwk()}},{"kty":"oct","kid":"oct","k":"{{Base64(Secret)}}"}]}""";

    public string RsaPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public string EcPem => _curve.ExportSubjectPublicKeyInfoPem();

    public string RsaJwk(string more = "")
    {
        var key = _rsa.ExportParameters(false);
        return $$"""{"kty":"RSA","kid":"rsa",{{more}}"n":"{{Base64(key.Modulus!)}}","e":"{{Base64(key.Exponent!)}}"}""";
    }

    public string EcJwk()
    {
        var key = _curve.ExportParameters(false);
        return $$"""{"kty":"EC","crv":"P-256","kid":"ec","x":"{{Base64(key.Q.X!)}}","y":"{{Base64(key.Q.Y!)}}"}""";
    }

    /// <summary>What an honest issuer says.</summary>
    public static Dictionary<string, object?> Claims(DateTimeOffset now) => new()
    {
        ["iss"] = Issuer, ["aud"] = Audience, ["sub"] = "somebody", ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        ["nbf"] = now.ToUnixTimeSeconds(), ["scope"] = "openid likewise:use", ["tenant"] = "acme",
    };

    public string Make(string algorithm, string? keyId, Dictionary<string, object?> claims, string headerMore = "")
    {
        var kid = keyId is null ? "" : $",\"kid\":\"{keyId}\"";
        return Sign($$"""{"alg":"{{algorithm}}"{{kid}}{{headerMore}}}""", JsonSerializer.Serialize(claims), algorithm);
    }

    public string Sign(string header, string payload, string algorithm)
    {
        var signed = $"{Base64(Encoding.UTF8.GetBytes(header))}.{Base64(Encoding.UTF8.GetBytes(payload))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        return $"{signed}.{Base64(algorithm switch
        {
            "RS256" => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => _curve.SignData(bytes, HashAlgorithmName.SHA256),
            "HS256" => HMACSHA256.HashData(Secret, bytes),
            "HS256 with the RSA key as its secret" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(RsaPem), bytes),
            _ => [],
        })}";
    }

    public static string Base64(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose()
    {
        _rsa.Dispose();
        _curve.Dispose();
    }
}
