using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;

namespace Likewise.Server;

/// <summary>Keys that tokens may be signed with, and for each of them the algorithms it may be used with.</summary>
/// <remarks>
/// The algorithm is the key's to say, never the token's: a public key can then not be taken for the secret of an HMAC, and what
/// is not in the table below, <c>none</c> among it, does not exist.
/// </remarks>
internal sealed class TokenKeySet
{
    private const int RsaBitsMin = 2_048;
    private const int SecretBytesMin = 32;
    private const int KeysMax = 100;

    private readonly JsonWebKey[] _keys;

    private TokenKeySet(IEnumerable<JsonWebKey> keys) => _keys = [.. keys.Where(IsUsable).Take(KeysMax)];

    public bool IsEmpty => _keys.Length == 0;

    /// <summary>Reads a JWKS, or the PEM of public keys and certificates.</summary>
    /// <param name="text">What was read.</param>
    /// <param name="mayHoldSecrets">Whether a secret may be among the keys: from a file of ours, not from the network.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    /// <exception cref="CryptographicException">A key is none.</exception>
    public static TokenKeySet Parse(string text, bool mayHoldSecrets)
    {
        var keys = text.Contains("-----BEGIN ", StringComparison.Ordinal) ? ReadPem(text) : JsonWebKeySet.Create(text).Keys;
        return new TokenKeySet(keys.Where(key => mayHoldSecrets || key.Kty != JsonWebAlgorithmsKeyTypes.Octet));
    }

    /// <summary>The key that a token names; where it names none, the only one there is.</summary>
    public JsonWebKey? Find(string? keyId) => string.IsNullOrEmpty(keyId)
        ? _keys is [var only] ? only : null
        : Array.Find(_keys, key => key.KeyId == keyId) ?? (_keys is [{ KeyId: null or "" } unnamed] ? unnamed : null);

    /// <summary>Whether a key may be used with an algorithm.</summary>
    public static bool Allows(JsonWebKey key, string algorithm) =>
        (string.IsNullOrEmpty(key.Alg) || key.Alg == algorithm) && (key.Kty, key.Crv, algorithm) is
            ("RSA", _, "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512")
            or ("EC", "P-256", "ES256") or ("EC", "P-384", "ES384") or ("EC", "P-521", "ES512")
            or ("oct", _, "HS256" or "HS384" or "HS512");

    /// <summary>Keys that are too short, and those for encryption, are as good as absent.</summary>
    private static bool IsUsable(JsonWebKey key) => key.Use is null or "" or "sig" && key.Kty switch
    {
        "RSA" => key.N is { Length: > 0 } && key.KeySize >= RsaBitsMin,
        "EC" => key.Crv is "P-256" or "P-384" or "P-521",
        "oct" => key.K is { Length: > 0 } secret && Base64UrlEncoder.DecodeBytes(secret).Length >= SecretBytesMin,
        _ => false,
    };

    private static List<JsonWebKey> ReadPem(string text)
    {
        var keys = new List<JsonWebKey>();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var block);)
        {
            keys.Add(Read(rest[block.Label].ToString(), rest[block.Location].ToString()));
            rest = rest[block.Location.End..];
        }

        return keys;
    }

    private static JsonWebKey Read(string label, string pem)
    {
        if (label == "CERTIFICATE")
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return Read("PUBLIC KEY", PemEncoding.WriteString("PUBLIC KEY", certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        }

        if (label is not ("PUBLIC KEY" or "RSA PUBLIC KEY"))
            throw new ArgumentException($"it holds a {label.ToLowerInvariant()}, and public keys or certificates were expected");

        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            var key = rsa.ExportParameters(includePrivateParameters: false);
            return new JsonWebKey
            {
                Kty = "RSA", N = Base64UrlEncoder.Encode(key.Modulus), E = Base64UrlEncoder.Encode(key.Exponent),
            };
        }
        catch (CryptographicException) when (label == "PUBLIC KEY")
        {
            using var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            var key = curve.ExportParameters(includePrivateParameters: false);
            return new JsonWebKey
            {
                Kty = "EC", Crv = NameOf(key.Curve), X = Base64UrlEncoder.Encode(key.Q.X), Y = Base64UrlEncoder.Encode(key.Q.Y),
            };
        }
    }

    /// <summary>By number: names differ between platforms, and another curve has as many bits as the first.</summary>
    private static string NameOf(ECCurve curve) => curve.Oid.Value switch
    {
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        var other => throw new ArgumentException($"it holds a key on the curve {other}, and P-256, P-384 or P-521 was expected"),
    };
}
