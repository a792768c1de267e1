namespace Likewise.Server;

/// <summary>What settings of tokens must be together.</summary>
internal static class TokenRules
{
    /// <summary>What is wrong with them, each with what to do.</summary>
    public static IEnumerable<string> FaultsOf(JwtSettings settings)
    {
        if (settings.Keys is null)
        {
            if (settings.Issuer is not null || settings.Audience is not null)
                yield return "jwt.issuer or jwt.audience is set, but jwt.keys is not: name a JWKS or PEM file, or an address";
            yield break;
        }

        // A token of anybody for anything would otherwise open this server too.
        if (settings.Issuer is null)
            yield return "jwt.issuer is not set: name who must have issued a token (its 'iss')";
        if (settings.Audience is null)
            yield return "jwt.audience is not set: name whom a token must be for (its 'aud')";
        if (TokenKeys.IsAddress(settings.Keys) && !IsSafe(settings.Keys))
            yield return $"jwt.keys is {settings.Keys}: an https address was expected, for others could change the keys";
    }

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Scheme == "https" || (url.Scheme == "http" && ListenRule.IsLoopbackHost(url.DnsSafeHost)));
}
