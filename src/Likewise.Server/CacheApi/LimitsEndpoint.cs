using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>/v1/cache/limits</c>: how much the cache keeps, and how much of that is taken.</summary>
internal sealed class LimitsEndpoint(SemanticCache cache, CacheRequests requests)
{
    private const string Why = "The limits hold for everybody's entries together";

    /// <summary><c>GET /v1/cache/limits</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        requests.RequireOperator(context, Why);
        return CacheReply.WriteAsync(context, LimitsShown.Of(cache));
    }

    /// <summary>
    /// <c>PUT /v1/cache/limits</c>: keeps more, or less, until the server starts again. What is not named stays as it is; what is
    /// too much is gone when this answers.
    /// </summary>
    public async Task PutAsync(HttpContext context)
    {
        requests.RequireOperator(context, Why);
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("entriesMax", "payloadBytesMax", "memoryBytesMax");
        var limits = cache.LimitsAsked;
        await cache.SetLimitsAsync(
            limits with
            {
                EntriesMax = (int)(Read(body, "entriesMax", int.MaxValue) ?? limits.EntriesMax),
                PayloadBytesMax = Read(body, "payloadBytesMax", long.MaxValue) ?? limits.PayloadBytesMax,
                MemoryBytesMax = Read(body, "memoryBytesMax", long.MaxValue) ?? limits.MemoryBytesMax,
            },
            context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, LimitsShown.Of(cache)).ConfigureAwait(false);
    }

    /// <returns>Null where it is not named.</returns>
    private static long? Read(JsonField body, string name, long most)
    {
        if (body.Optional(name) is not { } field)
            return null;
        return field.Integer() is >= 1 and var limit && limit <= most
            ? limit
            : throw new ProtocolException($"'{name}' is out of range: 1 to {most} was expected.", name);
    }
}

/// <summary>How much the cache keeps, and how much of that is taken.</summary>
internal sealed record LimitsShown
{
    public required int EntriesMax { get; init; }

    public required int Entries { get; init; }

    public required long PayloadBytesMax { get; init; }

    public required long PayloadBytes { get; init; }

    /// <summary>Absent where there is no such limit.</summary>
    public long? MemoryBytesMax { get; init; }

    public required long MemoryBytes { get; init; }

    public static LimitsShown Of(SemanticCache cache)
    {
        var (limits, statistics) = (cache.Limits, cache.GetStatistics());
        return new LimitsShown
        {
            EntriesMax = limits.EntriesMax,
            Entries = statistics.Entries,
            PayloadBytesMax = limits.PayloadBytesMax,
            PayloadBytes = statistics.PayloadBytes,
            MemoryBytesMax = limits.MemoryBytesMax == long.MaxValue ? null : limits.MemoryBytesMax,
            MemoryBytes = statistics.EntryBytes,
        };
    }
}
