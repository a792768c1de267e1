using System.Diagnostics;

namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Looks for an answer to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>
    /// A <see cref="LookupHit"/> with the answer, or a <see cref="LookupMiss"/> with the reason and, where the request may be
    /// stored, a ticket for <see cref="StoreAsync(StoreTicket, RecordedResponse, EntryOptions?, CancellationToken)"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The request is impossible: no message, an empty prompt, text that is not Unicode.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <remarks>A hit by the same words completes synchronously and allocates only its result.</remarks>
    public ValueTask<LookupResult> LookupAsync(PromptRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var clock = _pipeline.StartClock();
        var normalized = _pipeline.Normalize(request, ref clock);
        return _pipeline.TryExact(normalized, ref clock) is { } hit
            ? ValueTask.FromResult(Report(normalized, hit, null))
            : RunAsync(normalized, clock, cancellationToken);
    }

    private async ValueTask<LookupResult> RunAsync(
        NormalizedRequest request, LookupClock clock, CancellationToken cancellationToken)
    {
        using var span = CacheSpans.Start(LikewiseTelemetry.LookupSpan, request.Request, _telemetry.TracesPrompts);
        return Report(request, await _pipeline.RunAsync(request, clock, cancellationToken).ConfigureAwait(false), span);
    }

    /// <summary>The one place where a lookup is counted.</summary>
    /// <param name="request">The request.</param>
    /// <param name="result">What was found.</param>
    /// <param name="span">Its span; null where it has none yet, because it waited for nothing, or nobody listens.</param>
    private LookupResult Report(in NormalizedRequest request, LookupResult result, Activity? span)
    {
        (result.Request, result.Prompt) = (request.Request, request.EmbeddingText);
        _telemetry.Looked(request.Request, result);
        _popular.Asked(request);
        if (result is LookupHit hit)
            _refresher.Served(hit.Staleness);
        if (span is not null)
            CacheSpans.End(span, result);
        else if (CacheSpans.IsOn)
            CacheSpans.Tell(request.Request, result, _time.GetUtcNow(), _telemetry.TracesPrompts);
        return result;
    }
}
