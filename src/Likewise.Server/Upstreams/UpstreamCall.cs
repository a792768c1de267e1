using System.Threading.RateLimiting;

namespace Likewise.Server;

/// <summary>An answer whose head has come, and the place that the call takes until it is disposed of.</summary>
internal sealed class UpstreamCall(HttpResponseMessage response, RateLimitLease place, UpstreamGate gate) : IDisposable
{
    public HttpResponseMessage Response { get; } = response;

    /// <summary>Awaits the rest of the answer, and tells the breaker how it ended; a caller who left has shown nothing.</summary>
    public async ValueTask<T> WatchAsync<T>(ValueTask<T> rest, CancellationToken cancellationToken)
    {
        try
        {
            var read = await rest.ConfigureAwait(false);
            await EndAsync(null).ConfigureAwait(false);
            return read;
        }
        catch (Exception fault) when (HttpUpstream.IsOfTheUpstream(fault) && !cancellationToken.IsCancellationRequested)
        {
            await EndAsync(fault).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tells the breaker how the answer ended: whole, or by a fault.</summary>
    public ValueTask EndAsync(Exception? fault) => gate.ReportEndAsync(Response, fault);

    public void Dispose()
    {
        Response.Dispose();
        place.Dispose();
    }
}
