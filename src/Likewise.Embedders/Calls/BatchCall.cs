using System.Globalization;
using System.Text.Json;

namespace Likewise.Embedders;

/// <summary>One batch on its way: its body is written once, and sent until it is answered or given up.</summary>
internal sealed class BatchCall(EmbeddingService service, ReadOnlyMemory<string> texts, ReplyRows rows, TimeSpan timeout)
    : IDisposable
{
    /// <summary>Far above what a service takes, and below what an array holds.</summary>
    private const int BodyBytesMax = 1 << 30;

    private readonly PooledBuffer _body = new(BodyBytesMax);
    private readonly long _startedAt = service.Time.GetTimestamp();
    private readonly int _tokensReckoned = TokenEstimate.Of(texts.Span);
    private int? _tokens;

    public string Service => service.Protocol.Service;

    /// <summary>What the last attempt failed with.</summary>
    public EmbedderException? LastFault { get; private set; }

    private TimeSpan TimeLeft => timeout - service.Time.GetElapsedTime(_startedAt);

    /// <summary>Runs the batch to its end.</summary>
    /// <returns>How many tokens it had, as the service says or as reckoned.</returns>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        service.Protocol.Write(_body, texts.Span);
        await service.Policy.RunAsync(this, cancellationToken).ConfigureAwait(false);
        return _tokens ?? _tokensReckoned;
    }

    /// <summary>1. Waits for the pace. 2. Asks. 3. Reads the vectors into their rows. 4. Counts.</summary>
    public async ValueTask AttemptAsync(CancellationToken cancellationToken)
    {
        // 1.
        await KeepPaceAsync(cancellationToken).ConfigureAwait(false);
        var askedAt = service.Time.GetTimestamp();
        try
        {
            // 2.
            service.Tally.Requested();
            using var reply = await service.Connection.PostAsync(_body.Written, texts, cancellationToken).ConfigureAwait(false);

            // 3.
            var reported = Read(reply.Written.Span);

            // 4.
            _tokens = reported ?? _tokensReckoned;
            service.Pace.Settle(_tokensReckoned, _tokens.Value);
            service.Tally.Embedded(texts.Length, _tokens.Value, isReported: reported is not null);
        }
        catch (OperationCanceledException cancelled) when (service.Time.GetElapsedTime(askedAt) >= timeout / 2)
        {
            // The caller's deadline may end before ours. Silence for that long is the service's fault whoever stops waiting.
            throw LastFault = service.Late(timeout, LastFault, cancelled);
        }
        catch (EmbedderException failed)
        {
            if (failed.RetryAfter is { } pause)
                service.Pace.PauseFor(pause);
            failed.IsWorthRetrying = failed.Fault
                is EmbedderFault.Throttled or EmbedderFault.ServiceFailed or EmbedderFault.Unreachable
                && (failed.RetryAfter ?? TimeSpan.Zero) < TimeLeft;
            LastFault = failed;
            throw;
        }
    }

    /// <summary>Returns the body's buffer, unless it may still be on its way out of it: what was not answered may be.</summary>
    public void Dispose()
    {
        if (_tokens is null)
            _body.Abandon();
        _body.Dispose();
    }

    private async ValueTask KeepPaceAsync(CancellationToken cancellationToken)
    {
        if (!service.Pace.TryTake(_tokensReckoned, TimeLeft, out var wait))
        {
            throw new EmbedderException(EmbedderFault.RateLimited, string.Create(
                CultureInfo.InvariantCulture,
                $"{Service} may be asked in {wait.TotalSeconds:0.###} s only, by its rate limit: longer than the deadline."));
        }

        if (wait == TimeSpan.Zero)
            return;

        try
        {
            await Task.Delay(wait, service.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            service.Pace.GiveBack(_tokensReckoned);
            throw;
        }
    }

    private int? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reply = new ReplyReader(json);
            var tokens = service.Protocol.Read(ref reply, rows);
            reply.End();
            rows.RequireAll();
            return tokens;
        }
        catch (BadReplyException bad)
        {
            throw BadReply($"that cannot be used: {bad.Message}.", bad);
        }
        catch (JsonException broken)
        {
            throw BadReply(
                $"that is no JSON, or only part of it (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine}).", null);
        }
    }

    private EmbedderException BadReply(string what, Exception? cause) =>
        new(EmbedderFault.BadReply, $"{Service} sent a reply {what}", cause);
}
