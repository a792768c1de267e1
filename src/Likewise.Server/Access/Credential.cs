using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Likewise.Server;

/// <summary>The key or token that a request comes with: what the clients of OpenAI, Anthropic and Azure send.</summary>
internal static class Credential
{
    private const string Bearer = "Bearer ";

    /// <summary>Every header that carries one.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["Authorization", "x-api-key", "api-key"];

    public static bool IsHeader(string name) => Headers.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null where the request has none.</returns>
    /// <exception cref="HttpFault">It has two that differ, or one of another kind: nobody is to wonder which counted.</exception>
    public static string? Of(IHeaderDictionary headers)
    {
        string? found = null;
        foreach (var header in Headers)
        {
            if (!headers.TryGetValue(header, out var values))
                continue;

            var one = Read(values, isBearer: header == Headers[0]);
            if (found is not null && found != one)
                throw Refused("The request comes with two keys that differ.");
            found = one;
        }

        return found;
    }

    /// <summary>What a caller is told who may not enter; it is the same for every reason there is.</summary>
    public static HttpFault Refused(string message) => new(401, message, "invalid_api_key");

    private static string Read(StringValues values, bool isBearer)
    {
        var text = values.Count == 1 ? values[0] ?? "" : "";
        if (isBearer)
            text = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : "";
        return text.Length > 0
            ? text
            : throw Refused("The key must be sent once, as 'Authorization: Bearer KEY' or 'x-api-key: KEY'.");
    }
}
