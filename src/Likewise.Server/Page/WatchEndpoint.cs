using System.Globalization;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>What the caller's tenant looked up lately, and which of its entries answered most.</summary>
internal sealed class WatchEndpoint(
    SemanticCache cache, LookupLog log, CacheRequests requests, LikewiseSettings settings, TimeProvider time)
{
    public const string RecentPath = CacheApi.Base + "/recent";
    public const string HistoryPath = CacheApi.Base + "/history";
    public const string TopPath = CacheApi.Base + "/top";

    private const int TopDefault = 10;
    private const int TopMax = 100;

    /// <summary><c>GET /v1/cache/recent</c>: the last lookups; <c>after</c> a number, those since.</summary>
    public Task RecentAsync(HttpContext context)
    {
        var after = ReadCount(context.Request.Query, "after", 0, long.MaxValue) ?? 0;
        var limit = ReadCount(context.Request.Query, "limit", 1, settings.Page.RecentMax) ?? settings.Page.RecentMax;
        var recent = Since(requests.TenantOf(context), after, (int)limit);
        return CacheReply.WriteAsync(context, new RecentShown(recent, settings.Cache.SimilarityMin));
    }

    /// <summary><c>GET /v1/cache/history</c>: the last hour, in points of ten seconds, or of more (<c>seconds</c>).</summary>
    public Task HistoryAsync(HttpContext context)
    {
        const int Hour = LookupHistory.SecondsPerInterval * LookupHistory.Intervals;
        var seconds = (int)(ReadCount(context.Request.Query, "seconds", LookupHistory.SecondsPerInterval, Hour)
            ?? LookupHistory.SecondsPerInterval);
        if (seconds % LookupHistory.SecondsPerInterval != 0 || Hour % seconds != 0)
            throw new ProtocolException("'seconds' is not acceptable: tens that make up an hour were expected.", "seconds");

        var together = seconds / LookupHistory.SecondsPerInterval;
        var points = log.History(requests.TenantOf(context), together);
        var last = log.LastPoint(together);
        var shown = points.Select((point, at) => PointShown.Of(last.AddSeconds(seconds * (at + 1 - points.Length)), point));
        return CacheReply.WriteAsync(context, new HistoryShown(seconds, [.. shown]));
    }

    /// <summary><c>GET /v1/cache/top</c>: the entries that answered most, of those that answered at all.</summary>
    public Task TopAsync(HttpContext context)
    {
        var limit = (int)(ReadCount(context.Request.Query, "limit", 1, TopMax) ?? TopDefault);
        var used = cache.List(new EntryFilter { Tenant = requests.TenantOf(context) })
            .Where(entry => entry.Activity.HitCount > 0)
            .ToArray();
        var now = time.GetUtcNow();
        var top = used.OrderByDescending(entry => entry.Activity.HitCount).Take(limit).Select(entry => EntryShown.Of(entry, now));
        return CacheReply.WriteAsync(context, new EntriesShown([.. top], null, used.Length));
    }

    /// <summary>The youngest lookups of a tenant that came after one, the oldest first.</summary>
    public WatchedShown[] Since(string tenant, long after, int limit) =>
        Array.ConvertAll(log.Recent(tenant, after, limit), lookup => Show(tenant, lookup));

    private WatchedShown Show(string tenant, LookupRecord lookup) => new()
    {
        Number = lookup.Number,
        At = log.MomentOf(lookup.StartedAt),
        From = lookup.From,
        Model = lookup.Model,
        Prompt = lookup.Prompt,
        Outcome = CacheNames.Of(lookup.Outcome),
        Tier = lookup.Tier is { } tier ? CacheNames.Of(tier) : null,
        Reason = lookup.Reason is { } reason ? CacheNames.Of(reason) : null,
        Rule = lookup.Rule,
        Similarity = lookup.Similarity is { } similarity ? Math.Round(similarity, CacheNames.SimilarityDigits) : null,
        SimilarityMin = lookup.SimilarityMin,
        Entry = lookup.Entry?.ToString(),
        EntryPrompt = lookup.Entry is { } id && cache.Find(id)?.Summary is { } entry && entry.Tenant == tenant
            ? LookupRecord.Begin(entry.Prompt)
            : null,
        TokensSaved = lookup.TokensSaved,
        LookupMilliseconds = lookup.Lookup.TotalMilliseconds,
        Milliseconds = lookup.Total.TotalMilliseconds,
    };

    private static long? ReadCount(IQueryCollection query, string name, long least, long most)
    {
        if (EntryFilters.Single(query, name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= least && count <= most
            ? count
            : throw new ProtocolException(
                $"'{name}' is not acceptable: a whole number from {least} to {most} was expected.", name);
    }
}
