using System.Net;

namespace Likewise.Server;

/// <summary>Without keys a server is for its own machine: whoever reaches it may do everything.</summary>
internal static class ListenRule
{
    /// <exception cref="SettingsException">Other machines could reach a server that asks nobody for a key.</exception>
    public static void Check(LikewiseSettings settings, KeyRing keys)
    {
        if (!keys.IsClosed && !settings.Access.Anonymous && !IsLoopback(settings.Server.Url))
            throw new SettingsException(
            [
                $"server.url is {settings.Server.Url}, which other machines may reach, but no key is configured: make one with "
                    + "'likewise key create NAME', set access.key, or let everybody in with access.anonymous: true",
            ]);
    }

    /// <summary>Who may ask, for people.</summary>
    public static string Describe(LikewiseSettings settings, KeyRing keys) => (keys.IsClosed, settings.Access.Anonymous) switch
    {
        (true, _) when settings.Jwt.Keys is not null =>
            $"whoever has a key ({keys.Count} in force) or a token of {settings.Jwt.Issuer}",
        (true, _) => $"whoever has a key ({keys.Count} in force)",
        (false, true) => "everybody who reaches the server: access.anonymous is set and no key is configured",
        (false, false) => "this machine only: no key is configured; to make one: likewise key create NAME",
    };

    /// <summary>Whether a name or an address is this machine's own.</summary>
    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && IsLoopbackHost(address.DnsSafeHost);
}
