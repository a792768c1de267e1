using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Bifrost's: <c>x-bf-cache-key</c> (a namespace), <c>-ttl</c> (a duration, or seconds), <c>-threshold</c>, <c>-type</c>
/// (<c>direct</c> or <c>semantic</c>) and <c>-no-store</c>. What it says of a cache stands in its bodies, which are left alone.
/// </summary>
internal sealed class BifrostDialect : HeaderDialect
{
    private const string Prefix = "x-bf-cache-";

    public override RequestControls Read(IHeaderDictionary headers, RequestControls controls)
    {
        controls = controls.Within(headers[Prefix + "key"]);
        if (string.Equals(headers[Prefix + "type"], "direct", StringComparison.OrdinalIgnoreCase))
            controls = controls.InMode(CacheMode.Exact);
        if (string.Equals(headers[Prefix + "no-store"], "true", StringComparison.OrdinalIgnoreCase))
            controls = controls.NotStored();
        if (headers[Prefix + "threshold"].ToString() is { Length: > 0 } threshold)
            controls = controls.Tightened(RequestControls.ReadSimilarity(Prefix + "threshold", threshold));
        return headers[Prefix + "ttl"].ToString() is { Length: > 0 } life ? controls.LivingFor(SecondsOf(life)) : controls;
    }

    private static double SecondsOf(string life) =>
        double.TryParse(life, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : DurationText.TryParse(life, out var value) ? value.TotalSeconds
        : throw RequestControls.Impossible(Prefix + "ttl", life, "a positive duration such as 30s or 24h");
}
