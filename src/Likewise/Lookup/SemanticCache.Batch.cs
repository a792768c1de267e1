namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>How many items a batch has at most.</summary>
    public const int BatchItemsMax = 1_000;

    /// <summary>Looks for answers to several requests, whose prompts are embedded together.</summary>
    /// <param name="requests">The requests, at most <see cref="BatchItemsMax"/>.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>
    /// What each found, in the order of the requests. One that is impossible has a fault, and does not keep the others from being
    /// answered.
    /// </returns>
    /// <exception cref="ArgumentException">There are too many requests.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<IReadOnlyList<BatchItem<LookupResult>>> LookupBatchAsync(
        IReadOnlyList<PromptRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var batch = new Batch(_pipeline, requests);
        var results = await _batches.RunAsync(batch.Asked, cancellationToken).ConfigureAwait(false);
        return batch.Gather(results, (request, result) => Report(request, result, null));
    }

    /// <summary>
    /// Stores answers to several requests, whose prompts are embedded together. Where two have the same words in the same scope,
    /// the later one stays.
    /// </summary>
    /// <param name="items">The answers, at most <see cref="BatchItemsMax"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the answers may then be stored or not.</param>
    /// <returns>What became of each, in their order. One that is impossible has a fault; the others are stored.</returns>
    /// <exception cref="ArgumentException">There are too many items.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<IReadOnlyList<BatchItem<StoreOutcome>>> StoreBatchAsync(
        IReadOnlyList<StoreItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var requests = items.Select(item =>
            item.Request with { Directives = item.Request.Directives with { NoLookup = true } });
        var batch = new Batch(
            _pipeline, [.. requests], at => EntryOptionsValidator.Validate(items[at].Options ?? EntryOptions.Default));
        var misses = await _batches.RunAsync(batch.Asked, cancellationToken).ConfigureAwait(false);

        // One key's answers are written one after the other; all others share the store's transactions.
        var outcomes = new StoreOutcome[misses.Length];
        var places = batch.Places;
        await Task.WhenAll(Enumerable.Range(0, misses.Length)
            .GroupBy(at => batch.Asked[at].Request.Key)
            .Select(async group =>
            {
                foreach (var at in group)
                    outcomes[at] = await StoreMissAsync(misses[at], items[places[at]], cancellationToken).ConfigureAwait(false);
            })).ConfigureAwait(false);
        return batch.Gather(outcomes, static (_, outcome) => outcome);
    }

    private ValueTask<StoreOutcome> StoreMissAsync(LookupResult result, StoreItem item, CancellationToken cancellationToken)
    {
        var miss = (LookupMiss)result; // Nothing was looked up.
        return miss.Ticket is { } ticket
            ? StoreAsync(ticket, item.Response, item.Options, cancellationToken)
            : ValueTask.FromResult(StoreOutcome.Refused(miss.Detail ?? "the caller asked not to store"));
    }

    /// <summary>The items of a batch that somebody can mean, and the places where they and the others stand.</summary>
    private sealed class Batch
    {
        private readonly ArgumentException?[] _faults;

        public Batch(LookupPipeline pipeline, IReadOnlyList<PromptRequest> requests, Action<int>? validate = null)
        {
            if (requests.Count > BatchItemsMax)
                throw new ArgumentException($"There are {requests.Count} items: at most {BatchItemsMax} are one batch.");

            _faults = new ArgumentException?[requests.Count];
            for (var at = 0; at < requests.Count; at++)
            {
                try
                {
                    validate?.Invoke(at);
                    var clock = pipeline.StartClock();
                    Asked.Add((pipeline.Normalize(requests[at], ref clock), clock));
                    Places.Add(at);
                }
                catch (ArgumentException fault)
                {
                    _faults[at] = fault;
                }
            }
        }

        public List<(NormalizedRequest Request, LookupClock Clock)> Asked { get; } = [];

        public List<int> Places { get; } = [];

        public BatchItem<T>[] Gather<T>(T[] results, Func<NormalizedRequest, T, T> pass)
            where T : class
        {
            var items = Array.ConvertAll(_faults, fault => new BatchItem<T>(null, fault));
            for (var at = 0; at < results.Length; at++)
                items[Places[at]] = new BatchItem<T>(pass(Asked[at].Request, results[at]), null);
            return items;
        }
    }
}
