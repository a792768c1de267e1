namespace Likewise.Server;

/// <summary>How much the server takes on, how long it waits for clients, and how it ends.</summary>
public sealed partial class ServerSettings
{
    /// <summary>How many connections are open at once; one more is closed at once.</summary>
    /// <value>At least 1; default 16,384.</value>
    public int ConnectionsMax { get; set; } = 16_384;

    /// <summary>How many requests are served at once.</summary>
    /// <value>At least 1; default 8,192, for a request that waits for a model costs little.</value>
    public int RequestsMax { get; set; } = 8_192;

    /// <summary>How many requests wait for one of those places; one more is answered with 503.</summary>
    /// <value>At least 0; default 4,096.</value>
    public int QueueMax { get; set; } = 4_096;

    /// <summary>How long a request waits for one of those places; then it is answered with 503.</summary>
    /// <value>Positive, at most a day; default 10 seconds.</value>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest headers of a request, all together; larger ones are answered with 431.</summary>
    /// <value>Bytes, 1,024 to 1 MiB; default 32 KiB.</value>
    public int HeaderBytesMax { get; set; } = 32 << 10;

    /// <summary>How many headers a request may have; more are answered with 431.</summary>
    /// <value>8 to 1,000; default 100.</value>
    public int HeadersMax { get; set; } = 100;

    /// <summary>How long a client may take to send the headers of a request.</summary>
    /// <value>1 second to one day; default 15 seconds.</value>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may stand idle between two requests.</summary>
    /// <value>1 second to one day; default 2 minutes.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How fast a client must send a body and read an answer; a slower one is cut off.</summary>
    /// <value>Bytes per second, 1 to 1 GiB; default 240.</value>
    public long BytesPerSecondMin { get; set; } = 240;

    /// <summary>How long a client may be slower than that.</summary>
    /// <value>2 seconds to one day; default 10 seconds.</value>
    public TimeSpan SlowTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server, told to stop, goes on serving at least, for balancers to notice.</summary>
    /// <value>Zero to one hour; default zero.</value>
    public TimeSpan DrainDelay { get; set; }

    /// <summary>How long the server, told to stop, then waits for the requests under way; what remains is cut off.</summary>
    /// <value>Zero to one hour; default 30 seconds.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
