using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

internal static partial class CacheHeaders
{
    /// <summary>For an answer of several parts, each of which was looked up.</summary>
    /// <param name="headers">Receives them.</param>
    /// <param name="found">What the lookups found, at least one.</param>
    /// <param name="isStored">Whether what was not found has been stored.</param>
    public static void Write(IHeaderDictionary headers, IReadOnlyList<LookupResult> found, bool isStored)
    {
        var hits = found.OfType<LookupHit>().ToArray();
        if (found.OfType<LookupMiss>().FirstOrDefault() is { } miss)
            WriteMiss(headers, miss, isStored ? new StoreOutcome(StoreStatus.Stored, null, null) : null, isJoined: false);
        if (hits.Length > 0)
            headers[SavedTokens] = hits.Sum(hit => hit.Entry.Cost.TotalTokens).ToString(CultureInfo.InvariantCulture);

        if (hits.Length == found.Count)
        {
            headers[State] = "hit";
            headers[Tier] = NameOf(HitTier.Exact);
            headers.Age = ((long)hits.Max(hit => hit.Age).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            headers[Status] = string.Create(
                CultureInfo.InvariantCulture, $"likewise; hit; detail=exact; ttl={(long)hits.Min(LeftOf).TotalSeconds}");
        }
        else if (hits.Length > 0)
        {
            headers[State] = "partial";
            headers[Status] = string.Create(
                CultureInfo.InvariantCulture,
                $"likewise; fwd=partial{(isStored ? "; stored" : "")}; detail=\"{hits.Length} of {found.Count}\"");
        }
    }
}
