using Likewise.Protocols;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>The model behind the cache, as all endpoints see it.</summary>
internal sealed class CachedUpstream(
    SemanticCache cache, LikewiseSettings settings, LookupLog lookups, ServerMetrics metrics, ILogger<CachedUpstream> logger)
{
    private readonly ProtocolLimits _limits = settings.AnswerLimits;
    private readonly bool _logsContent = settings.Log.Content;

    /// <exception cref="UnusableReplyException">The reply is not for the cache; it goes to the caller as it came.</exception>
    /// <exception cref="UpstreamException">The upstream gave none.</exception>
    public async ValueTask<CachedReply> AskAsync(CachedQuestion question, CancellationToken cancellationToken)
    {
        if (question.OnlyCached)
            return new CachedReply(await FindAsync(question, cancellationToken).ConfigureAwait(false), null);

        UpstreamReply? own = null;
        var answer = await WatchAsync(
            question, lookups.Now, cache.GetOrCreateAsync(question.Prompt, CallAsync, question.Options, cancellationToken),
            static answer => (answer.Lookup, answer.IsJoined)).ConfigureAwait(false);
        LogContent(question.Prompt, answer);
        return new CachedReply(answer, answer.IsHit || answer.IsJoined ? null : own);

        // May run on when this caller has gone, for others who wait for the same words.
        ValueTask<RecordedResponse> CallAsync(PromptRequest _, CancellationToken token) => MeasureAsync(question, async () =>
        {
            var reply = await question.Request.To.AskAsync(question.Request, token).ConfigureAwait(false);
            var response = reply.ReadAnswer(question.Protocol, _limits);
            own = reply;
            return response;
        });
    }

    /// <summary>The same, for a caller who wants the answer while it comes.</summary>
    /// <exception cref="UnusableReplyException">The reply is not for the cache; it goes to the caller as it came.</exception>
    /// <exception cref="UpstreamException">The upstream gave none.</exception>
    public async ValueTask<CachedStream> StreamAsync(CachedQuestion question, CancellationToken cancellationToken)
    {
        UpstreamReply? own = null;
        IReadOnlyList<KeyValuePair<string, string[]>> headers = [];
        var answer = await WatchAsync(
            question, lookups.Now, cache.GetOrStreamAsync(question.Prompt, CallAsync, question.Options, cancellationToken),
            static answer => (answer.Lookup, answer.IsJoined)).ConfigureAwait(false);
        if (answer.Whole is { } whole)
            LogContent(question.Prompt, whole);
        return answer.IsJoined || answer.Whole is { IsHit: true }
            ? new CachedStream(answer, [], null)
            : new CachedStream(answer, headers, own);

        ValueTask<RecordedResponse> CallAsync(PromptRequest _, LiveWriter live, CancellationToken token) =>
            MeasureAsync(question, () => ReadAsync(live, token));

        async ValueTask<RecordedResponse> ReadAsync(LiveWriter live, CancellationToken token)
        {
            var stream = await question.Request.To.OpenAsync(question.Request, token).ConfigureAwait(false);
            await using var disposal = stream.ConfigureAwait(false);
            if (!stream.IsEventStream)
            {
                var reply = await stream.ReadWholeAsync(token).ConfigureAwait(false);
                var response = reply.ReadAnswer(question.Protocol, _limits);
                own = reply;
                return response;
            }

            headers = stream.Headers;
            live.Begin();
            return await StreamRecorder.RecordAsync(stream, question.Format, _limits, live, token).ConfigureAwait(false);
        }
    }

    /// <summary>The cache's answer, where only that will do.</summary>
    /// <exception cref="HttpFault">There is none.</exception>
    public async ValueTask<CacheAnswer> FindAsync(CachedQuestion question, CancellationToken cancellationToken)
    {
        var found = await lookups.LookupAsync(question.From, cache, question.Prompt, cancellationToken).ConfigureAwait(false);
        return found is LookupHit hit
            ? new CacheAnswer(hit.Response, hit, null)
            : throw HttpFault.NotCached();
    }

    /// <summary>Awaits what was begun, and tells those who watch.</summary>
    private async ValueTask<T> WatchAsync<T>(
        CachedQuestion question, long startedAt, ValueTask<T> begun, Func<T, (LookupResult Found, bool IsJoined)> lookupOf)
    {
        try
        {
            var answer = await begun.ConfigureAwait(false);
            var (found, isJoined) = lookupOf(answer);
            lookups.Add(question.From, question.Prompt, found, startedAt, isJoined);
            return answer;
        }
        catch (Exception fault) when (fault is UnusableReplyException or UpstreamException)
        {
            lookups.Add(question.From, question.Prompt, null, startedAt);
            throw;
        }
    }

    /// <summary>Calls the model, and takes down what it took.</summary>
    private async ValueTask<RecordedResponse> MeasureAsync(
        CachedQuestion question, Func<ValueTask<RecordedResponse>> callAsync)
    {
        using var call = metrics.Begin(question.Request.To, ModelCall.Chat, question.Prompt.Model);
        try
        {
            var response = await callAsync().ConfigureAwait(false);
            call.End(response.Model, response.Usage);
            return response;
        }
        catch (Exception fault)
        {
            call.Fail(fault);
            throw;
        }
    }

    private void LogContent(PromptRequest prompt, CacheAnswer answer)
    {
        if (_logsContent)
            Log.Content(logger, prompt.Messages[^1].Text, answer.Response.Text);
    }
}
