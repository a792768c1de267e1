using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text;

namespace Likewise.Server;

/// <summary>Which of the upstream's headers are passed on: those about the answer, not those about the connection.</summary>
internal static class UpstreamHeaders
{
    private static readonly FrozenSet<string> OfTheConnection = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Connection", "Server", "Set-Cookie", "Strict-Transport-Security",
        "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Alt-Svc", "Content-Length", "Date", "Age", "Cache-Status");

    public static List<KeyValuePair<string, string[]>> PassedOn(HttpResponseMessage response) =>
        [.. Select(response.Headers), .. Select(response.Content.Headers)];

    private static IEnumerable<KeyValuePair<string, string[]>> Select(HttpHeaders headers) =>
        from header in headers.NonValidated
        where !OfTheConnection.Contains(header.Key)
            && !header.Key.StartsWith(CacheHeaders.Prefix, StringComparison.OrdinalIgnoreCase)
            && header.Value.All(static value => Ascii.IsValid(value)) // Others cannot be sent.
        select KeyValuePair.Create(header.Key, header.Value.ToArray());
}
