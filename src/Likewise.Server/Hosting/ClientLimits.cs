using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Likewise.Server;

/// <summary>What the web server takes from clients: how much they send, how slowly, and how long they may be silent.</summary>
internal static class ClientLimits
{
    public static void Apply(KestrelServerOptions kestrel, ServerSettings settings)
    {
        var rate = new MinDataRate(settings.BytesPerSecondMin, settings.SlowTimeout);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.BodyBytesMax;
        kestrel.Limits.MaxConcurrentConnections = settings.ConnectionsMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = settings.HeaderBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = settings.HeadersMax;
        kestrel.Limits.RequestHeadersTimeout = settings.HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = settings.IdleTimeout;
        kestrel.Limits.MinRequestBodyDataRate = rate;
        kestrel.Limits.MinResponseDataRate = rate;

        // The line with the address is part of the same buffer, and may not be larger than it.
        kestrel.Limits.MaxRequestLineSize = Math.Min(kestrel.Limits.MaxRequestLineSize, settings.HeaderBytesMax);
    }
}
