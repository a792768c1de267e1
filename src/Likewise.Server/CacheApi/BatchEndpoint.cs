using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>/v1/cache/lookup/batch</c>, <c>/v1/cache/store/batch</c> and <c>/v1/cache/remove/batch</c>: several at once, embedded or
/// written together, each with its own result.
/// </summary>
internal sealed class BatchEndpoint(SemanticCache cache, CacheRequests requests, LookupLog lookups)
{
    /// <summary>So many prompts are embedded within the deadline of a lookup on a small machine.</summary>
    private const int ItemsMax = 256;

    /// <summary><c>POST /v1/cache/lookup/batch</c>.</summary>
    public async Task LookupAsync(HttpContext context)
    {
        var items = await ReadAsync(context, item =>
        {
            item.AllowOnly(CacheRequests.Fields);
            return requests.ReadPrompt(context, item);
        }).ConfigureAwait(false);
        var startedAt = lookups.Now;
        var results = await cache.LookupBatchAsync([.. items.Good], context.RequestAborted).ConfigureAwait(false);
        foreach (var (asked, item) in items.Good.Zip(results))
        {
            if (item.Result is { } found)
                lookups.Add("lookup/batch", asked, found, startedAt);
        }

        await CacheReply.WriteAsync(
            context, new LookupsShown(items.Gather(results, result => new LookupItemShown(LookupShown.Of(result), null),
                problem => new LookupItemShown(null, problem)))).ConfigureAwait(false);
    }

    /// <summary><c>POST /v1/cache/store/batch</c>.</summary>
    public async Task StoreAsync(HttpContext context)
    {
        var items = await ReadAsync(context, item =>
        {
            item.AllowOnly([.. CacheRequests.Fields, .. StoreRequests.Fields]);
            var request = requests.ReadPrompt(context, item);
            var (response, options) = StoreRequests.Read(item, request.Model);
            return new StoreItem(request, response, CacheRequests.Allow(context, options));
        }).ConfigureAwait(false);
        var results = await cache.StoreBatchAsync([.. items.Good], context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(
            context, new StoresDoneShown(items.Gather(results, Show, problem => new StoreItemShown(null, problem))))
            .ConfigureAwait(false);
    }

    /// <summary><c>POST /v1/cache/remove/batch</c>.</summary>
    public async Task RemoveAsync(HttpContext context)
    {
        var items = await ReadAsync(context, item =>
        {
            item.AllowOnly("id");
            return requests.OwnEntry(context, item.Required("id").Text());
        }).ConfigureAwait(false);
        var outcomes = await cache.InvalidateBatchAsync(items.Good, context.RequestAborted)
            .ConfigureAwait(false);
        await CacheReply.WriteAsync(
            context, new RemovalsShown(items.Gather(
                [.. outcomes.Select(outcome => new BatchItem<RemovalOutcome>(outcome, null))],
                outcome => new RemovalShown(new RemovedShown(outcome.Removed, outcome.IsComplete), null),
                problem => new RemovalShown(null, problem))))
            .ConfigureAwait(false);
    }

    private static StoreItemShown Show(StoreOutcome outcome) => outcome.Id is null
        ? new StoreItemShown(null, ProblemShown.Of(StoreEndpoint.FaultOf(outcome)))
        : new StoreItemShown(StoredShown.Of(outcome), null);

    private async ValueTask<Items<T>> ReadAsync<T>(HttpContext context, Func<JsonField, T> read)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly("items");
        var fields = body.Required("items").Items().ToArray();
        return fields.Length is > 0 and <= ItemsMax
            ? new Items<T>(fields, read)
            : throw new ProtocolException($"'items' has {fields.Length} items: 1 to {ItemsMax} were expected.", "items");
    }

    /// <summary>The items as they were sent: those that could be read, and what is wrong with the others.</summary>
    private sealed class Items<T>
    {
        private readonly ProblemShown?[] _problems;

        public Items(JsonField[] fields, Func<JsonField, T> read)
        {
            _problems = new ProblemShown?[fields.Length];
            for (var at = 0; at < fields.Length; at++)
            {
                try
                {
                    Good.Add(read(fields[at]));
                }
                catch (Exception fault) when (fault is ProtocolException or HttpFault)
                {
                    _problems[at] = ProblemShown.Of(fault);
                }
            }
        }

        public List<T> Good { get; } = [];

        public TShown[] Gather<TResult, TShown>(
            IReadOnlyList<BatchItem<TResult>> results, Func<TResult, TShown> show, Func<ProblemShown, TShown> refuse)
            where TResult : class
        {
            var next = 0;
            return Array.ConvertAll(_problems, problem =>
            {
                if (problem is not null)
                    return refuse(problem);
                var (result, fault) = results[next++];
                return result is null ? refuse(ProblemShown.Of(fault!)) : show(result); // One of the two is there.
            });
        }
    }
}

/// <summary>What each lookup found, in the order of the items.</summary>
internal sealed record LookupsShown(IReadOnlyList<LookupItemShown> Items);

/// <summary>What one lookup found, or why nobody can mean it.</summary>
internal sealed record LookupItemShown(LookupShown? Result, ProblemShown? Error);

/// <summary>What became of each answer, in the order of the items.</summary>
internal sealed record StoresDoneShown(IReadOnlyList<StoreItemShown> Items);

/// <summary>What became of one answer: stored, or why not.</summary>
internal sealed record StoreItemShown(StoredShown? Result, ProblemShown? Error);

/// <summary>What became of each entry, in the order of the items.</summary>
internal sealed record RemovalsShown(IReadOnlyList<RemovalShown> Items);

/// <summary>What became of one entry: taken away, or why not.</summary>
internal sealed record RemovalShown(RemovedShown? Result, ProblemShown? Error);
