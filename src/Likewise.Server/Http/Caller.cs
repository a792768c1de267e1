using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>Who asks, from authentication alone.</summary>
/// <param name="Tenant">
/// Whose answers may be shared. Where this server has keys, what authentication says. Otherwise, where the caller's own key pays,
/// lower-case hex SHA-256 over that key and what qualifies it, so that one caller's answers never reach another; where the
/// operator's key pays, empty.
/// </param>
/// <param name="Headers">What is passed on to the upstream.</param>
internal sealed record Caller(string Tenant, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>What a caller pays the upstream with where <c>Authorization</c> is for this server.</summary>
    public const string UpstreamAuthorization = CacheHeaders.Prefix + "upstream-authorization";

    /// <summary>OpenAI's clients name organization and project in headers of this beginning.</summary>
    private const string QualifierPrefix = "OpenAI-";

    /// <summary>Anthropic's clients name the version of the protocol that they speak so. It is part of what they ask.</summary>
    private const string DialectPrefix = "anthropic-";

    /// <exception cref="HttpFault">A header cannot be passed on.</exception>
    public static Caller Of(HttpContext context, Upstream upstream)
    {
        // A key that proved something to this server goes no further: the upstream's then comes in a header of its own.
        var identity = context.Features.Get<CallerIdentity>();
        Func<string, bool> isPaying = identity is null ? Credential.IsHeader : IsUpstreamAuthorization;
        var keys = upstream.OperatorPays ? [] : Select(context.Request, name =>
            isPaying(name) || name.StartsWith(QualifierPrefix, StringComparison.OrdinalIgnoreCase));
        var dialect = Select(context.Request, static name => name.StartsWith(DialectPrefix, StringComparison.OrdinalIgnoreCase));
        return new Caller(identity?.Tenant ?? (keys.Length == 0 ? "" : DigestOf(keys)), [.. keys, .. dialect]);
    }

    /// <summary>Whether a header says what the caller pays the upstream with.</summary>
    public static bool IsUpstreamAuthorization(string name) =>
        name.Equals(UpstreamAuthorization, StringComparison.OrdinalIgnoreCase);

    private static KeyValuePair<string, string>[] Select(HttpRequest request, Func<string, bool> isWanted)
    {
        var headers = request.Headers
            .Where(header => isWanted(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        foreach (var (name, value) in headers)
        {
            if (!Ascii.IsValid(value))
                throw new HttpFault(400, $"The header '{name}' has characters outside ASCII.", "invalid_header", name);
        }

        return headers;
    }

    private static string DigestOf(KeyValuePair<string, string>[] headers)
    {
        // Neither a name nor a value can hold a line feed, so that no two callers have one text.
        var text = string.Concat(headers.Select(header => $"{header.Key.ToLowerInvariant()}:{header.Value}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }
}
