using System.Threading.RateLimiting;

namespace Likewise.Server;

/// <summary>An answer whose head has come, and the place that the call takes until it is disposed of.</summary>
internal sealed class UpstreamCall(HttpResponseMessage response, RateLimitLease place) : IDisposable
{
    public HttpResponseMessage Response { get; } = response;

    public void Dispose()
    {
        Response.Dispose();
        place.Dispose();
    }
}
