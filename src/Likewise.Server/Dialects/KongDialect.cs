using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>Kong's: requests say <c>Cache-Control</c>, as here; replies say <c>X-Cache-*</c>.</summary>
internal sealed class KongDialect : HeaderDialect
{
    public override void Write(IHeaderDictionary headers, LookupResult? lookup)
    {
        headers["X-Cache-Status"] = lookup switch
        {
            LookupHit => "Hit",
            LookupMiss { Reason: MissReason.NotAsked or MissReason.TooOld } => "Refresh",
            LookupMiss { Reason: not MissReason.Bypassed } => "Miss",
            _ => "Bypass",
        };
        if (lookup is not LookupHit hit)
            return;
        headers["X-Cache-Key"] = hit.Entry.Id.ToString();
        headers["X-Cache-Ttl"] = ((long)CacheHeaders.LeftOf(hit).TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
