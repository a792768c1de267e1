using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>Who asks, from authentication alone.</summary>
/// <param name="Tenant">
/// Whose answers may be shared. Where the caller's own key pays, lower-case hex SHA-256 over that key and what qualifies it, so
/// that one caller's answers never reach another; where the operator's key pays, empty.
/// </param>
/// <param name="Headers">What is passed on to the upstream.</param>
internal sealed record Caller(string Tenant, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>OpenAI's clients name organization and project in headers of this beginning.</summary>
    private const string QualifierPrefix = "OpenAI-";

    private static readonly Caller Operator = new("", []);

    /// <exception cref="HttpFault">A header cannot be passed on.</exception>
    public static Caller Of(HttpContext context, Upstream upstream)
    {
        if (upstream.OperatorPays)
            return Operator;

        var headers = context.Request.Headers
            .Where(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                || header.Key.StartsWith(QualifierPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        foreach (var (name, value) in headers)
        {
            if (!Ascii.IsValid(value))
                throw new HttpFault(400, $"The header '{name}' has characters outside ASCII.", "invalid_header", name);
        }

        return headers.Length == 0 ? Operator : new Caller(DigestOf(headers), headers);
    }

    private static string DigestOf(KeyValuePair<string, string>[] headers)
    {
        // Neither a name nor a value can hold a line feed, so that no two callers have one text.
        var text = string.Concat(headers.Select(header => $"{header.Key.ToLowerInvariant()}:{header.Value}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }
}
