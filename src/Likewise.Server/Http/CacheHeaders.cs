using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Says in headers what the cache did: <c>x-likewise-*</c> for people and scripts, <c>Cache-Status</c> (RFC 9211) and <c>Age</c>
/// for everything that knows HTTP.
/// </summary>
internal static partial class CacheHeaders
{
    public const string Prefix = "x-likewise-";
    public const string State = Prefix + "cache";
    public const string Tier = Prefix + "tier";
    public const string Similarity = Prefix + "similarity";
    public const string Entry = Prefix + "entry";
    public const string Reason = Prefix + "reason";
    public const string Withheld = Prefix + "withheld";
    public const string SavedTokens = Prefix + "saved-tokens";
    public const string Stale = Prefix + "stale";
    public const string Status = "Cache-Status";

    private const int DetailCharsMax = 200;

    public static void Write(IHeaderDictionary headers, CacheAnswer answer)
    {
        Write(headers, answer.Lookup, answer.Stored, answer.IsJoined);
        if (answer is { Masked: { } fault, Lookup: LookupHit hit })
            headers[Status] = StatusOf(hit, UpstreamFaults.StatusOf(fault));
    }

    /// <param name="headers">Receives them.</param>
    /// <param name="lookup">What the lookup found.</param>
    /// <param name="stored">What became of the model's answer; null where that is not known yet.</param>
    /// <param name="isJoined">Whether another request's call answers.</param>
    public static void Write(IHeaderDictionary headers, LookupResult lookup, StoreOutcome? stored, bool isJoined)
    {
        if (lookup is LookupHit hit)
            WriteHit(headers, hit);
        else if (lookup is LookupMiss miss)
            WriteMiss(headers, miss, stored, isJoined);
    }

    /// <summary>For a request that never met the cache.</summary>
    public static void WriteBypass(IHeaderDictionary headers, string reason)
    {
        headers[State] = "bypass";
        headers[Reason] = reason;
        headers[Status] = $"likewise; fwd=bypass; detail={Item(reason)}";
    }

    /// <summary>For an upstream's reply that the cache did not take.</summary>
    public static void WriteUnusable(IHeaderDictionary headers, int upstreamStatus)
    {
        headers[State] = "miss";
        headers[Status] = string.Create(CultureInfo.InvariantCulture, $"likewise; fwd=miss; fwd-status={upstreamStatus}");
    }

    private static void WriteHit(IHeaderDictionary headers, LookupHit hit)
    {
        var tier = NameOf(hit.Tier);
        headers[State] = "hit";
        headers[Tier] = tier;
        headers[Similarity] = hit.Similarity.ToString("0.0000", CultureInfo.InvariantCulture);
        headers[Entry] = hit.Entry.Id.ToString();
        headers.Age = ((long)hit.Age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        headers[SavedTokens] = hit.Entry.Cost.TotalTokens.ToString(CultureInfo.InvariantCulture);
        headers[Status] = string.Create(
            CultureInfo.InvariantCulture, $"likewise; hit; detail={tier}; ttl={(long)LeftOf(hit).TotalSeconds}");
        if (hit.IsStale)
            headers[Stale] = NameOf(hit.Staleness);
    }

    /// <summary>The model was asked and failed: that is no hit for RFC 9211, though the answer is the cache's.</summary>
    private static string StatusOf(LookupHit hit, int? status)
    {
        var failed = status is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; fwd-status={status}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"likewise; fwd=stale{failed}; detail={NameOf(hit.Tier)}; ttl={(long)LeftOf(hit).TotalSeconds}");
    }

    /// <summary>What the hit would have been. The answer is the model's, so that its name stands apart.</summary>
    private static void WriteWithheld(IHeaderDictionary headers, LookupHit hit)
    {
        headers[Tier] = NameOf(hit.Tier);
        headers[Similarity] = hit.Similarity.ToString("0.0000", CultureInfo.InvariantCulture);
        headers[Withheld] = hit.Entry.Id.ToString();
    }

    private static void WriteMiss(IHeaderDictionary headers, LookupMiss miss, StoreOutcome? stored, bool isJoined)
    {
        var isBypass = miss.Reason == MissReason.Bypassed;
        headers[State] = isBypass ? "bypass" : "miss";
        headers[Reason] = NameOf(miss.Reason);
        if (stored?.Id is { } id)
            headers[Entry] = id.ToString();
        if (miss.Withheld is { } hit)
            WriteWithheld(headers, hit);

        var status = new StringBuilder("likewise; fwd=").Append(miss.Reason switch
        {
            MissReason.Bypassed => "bypass",
            MissReason.NotAsked => "request",
            MissReason.TooOld or MissReason.Stale => "stale",
            _ => "miss",
        });
        if (stored is { Status: StoreStatus.Stored })
            status.Append("; stored");
        if (isJoined)
            status.Append("; collapsed");

        // Only what the request itself is the reason for: a failure's words are the operator's.
        if (miss.Reason is MissReason.Bypassed or MissReason.ExactOnly && miss.Detail is { } detail)
            status.Append("; detail=").Append(Item(detail));
        headers[Status] = status.ToString();
    }

    /// <summary>How long the entry is fresh if nobody uses it; negative: for how long it has not been.</summary>
    public static TimeSpan LeftOf(LookupHit hit) =>
        hit.Entry.Expiry.Sliding is { } window && window < hit.FreshFor ? window : hit.FreshFor;

    /// <summary>A structured field's item: a token where it can be one, else a string of printable ASCII.</summary>
    private static string Item(string text) => text.All(letter => char.IsAsciiLetter(letter) || letter is '-' or '_')
        ? text
        : $"\"{string.Concat(text.Take(DetailCharsMax).Select(Printable))}\"";

    private static char Printable(char letter) => letter is >= ' ' and <= '~' and not '"' and not '\\' ? letter : '?';

    private static string NameOf(Staleness staleness) => staleness switch
    {
        Staleness.Accepted => "accepted",
        Staleness.WhileRevalidate => "while-revalidate",
        _ => "if-error",
    };

    private static string NameOf(HitTier tier) => tier switch
    {
        HitTier.Exact => "exact",
        HitTier.SharedExact => "shared-exact",
        HitTier.Near => "near",
        HitTier.Alias => "alias",
        _ => "far",
    };

    private static string NameOf(MissReason reason) => reason switch
    {
        MissReason.NothingStored => "nothing-stored",
        MissReason.NotSimilar => "not-similar",
        MissReason.Rejected => "rejected",
        MissReason.ExactOnly => "exact-only",
        MissReason.TooOld => "too-old",
        MissReason.NotAsked => "not-asked",
        MissReason.Bypassed => "bypassed",
        MissReason.EmbedderFailed => "embedder-failed",
        MissReason.TierFailed => "tier-failed",
        MissReason.StoreFailed => "store-failed",
        MissReason.Withheld => "withheld",
        MissReason.Stale => "stale",
        MissReason.Unconfirmed => "unconfirmed",
        _ => "payload-refused",
    };
}
