using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Portkey's: a configuration in JSON (<c>x-portkey-config</c>, of which <c>cache.mode</c> and <c>cache.max_age</c> in seconds
/// count here), <c>x-portkey-cache-force-refresh</c> and <c>x-portkey-cache-namespace</c>; replies say
/// <c>x-portkey-cache-status</c>.
/// </summary>
internal sealed class PortkeyDialect : HeaderDialect
{
    private const string Prefix = "x-portkey-";

    public override RequestControls Read(IHeaderDictionary headers, RequestControls controls)
    {
        if (string.Equals(headers[Prefix + "cache-force-refresh"], "true", StringComparison.OrdinalIgnoreCase))
            controls = controls.Refreshed();
        controls = controls.Within(headers[Prefix + "cache-namespace"]);
        return headers[Prefix + "config"].ToString() is { Length: > 0 } config ? ReadConfig(config, controls) : controls;
    }

    public override void Write(IHeaderDictionary headers, LookupResult? lookup) =>
        headers[Prefix + "cache-status"] = lookup switch
        {
            LookupHit { Tier: HitTier.Exact or HitTier.SharedExact } => "HIT",
            LookupHit => "SEMANTIC HIT",
            LookupMiss { Reason: MissReason.NotAsked } => "REFRESH",
            LookupMiss { Reason: MissReason.ExactOnly } => "MISS",
            LookupMiss { Reason: not MissReason.Bypassed } => "SEMANTIC MISS",
            _ => "DISABLED",
        };

    /// <summary>The name of a configuration that is kept elsewhere says nothing here.</summary>
    private static RequestControls ReadConfig(string config, RequestControls controls)
    {
        if (!config.StartsWith('{'))
            return controls;
        try
        {
            var root = JsonElement.Parse(config);
            if (!root.TryGetProperty("cache", out var cache) || cache.ValueKind != JsonValueKind.Object)
                return controls;
            if (cache.TryGetProperty("mode", out var mode) && mode.ValueEquals("simple"))
                controls = controls.InMode(CacheMode.Exact);
            return cache.TryGetProperty("max_age", out var age) ? controls.LivingFor(age.GetDouble()) : controls;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw RequestControls.Impossible(
                Prefix + "config", config, "JSON such as {\"cache\": {\"mode\": \"semantic\", \"max_age\": 60}}");
        }
    }
}
