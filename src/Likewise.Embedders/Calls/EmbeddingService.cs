using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Likewise.Embedders;

/// <summary>
/// The engine that every remote embedder shares: places, deadline, pace, retries, breaker and counting around a protocol.
/// </summary>
internal sealed class EmbeddingService : IDisposable
{
    private readonly Places _places;

    /// <param name="random">Numbers from 0 to 1, for any thread.</param>
    public EmbeddingService(RemoteEmbedderOptions options, ILogger logger, TimeProvider time, Func<double> random)
    {
        Time = time;
        Protocol = options.CreateProtocol();
        Connection = new ServiceConnection(options, Protocol, time);
        Pace = new Pace(options.RateLimit, time);
        Tally = new Tally(options.PricePerMillionTokens);
        Policy = new CallPolicy(options, Protocol.Service, Tally, logger, time, random);
        _places = new Places(options.ConcurrencyMax, options.QueueMax);
    }

    public TimeProvider Time { get; }

    public EmbeddingProtocol Protocol { get; }

    public ServiceConnection Connection { get; }

    public Pace Pace { get; }

    public Tally Tally { get; }

    public CallPolicy Policy { get; }

    /// <summary>Embeds one batch.</summary>
    /// <param name="texts">The texts, as many as a request takes.</param>
    /// <param name="rows">Where the vectors go.</param>
    /// <param name="timeout">How long it may take in all.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>How many tokens the texts had.</returns>
    /// <exception cref="EmbedderException">There are no vectors.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; it carries the caller's token.</exception>
    public async ValueTask<int> EmbedAsync(
        ReadOnlyMemory<string> texts, ReplyRows rows, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(timeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var call = new BatchCall(this, texts, rows, timeout);
        try
        {
            return await RunAsync(call, timeout, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (EmbedderException failed)
        {
            Tally.Failed(failed.Fault);
            throw;
        }
    }

    /// <summary>The deadline is over.</summary>
    public EmbedderException Late(TimeSpan timeout, EmbedderException? last, Exception? cause) => new(
        EmbedderFault.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{Protocol.Service} gave no vectors within {timeout.TotalSeconds:0.###} s.")
            + (last is null ? "" : $" Before: {last.Message}"),
        cause);

    public void Dispose()
    {
        Connection.Dispose();
        _places.Dispose();
    }

    private async ValueTask<int> RunAsync(BatchCall call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            if (!await _places.TryTakeAsync(cancellationToken).ConfigureAwait(false))
                throw new EmbedderException(EmbedderFault.Busy, $"{Protocol.Service} was not asked: too many calls wait for it.");

            try
            {
                return await call.RunAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _places.Leave();
            }
        }
        catch (OperationCanceledException cancelled)
        {
            throw Late(timeout, call.LastFault, cancelled);
        }
    }
}
