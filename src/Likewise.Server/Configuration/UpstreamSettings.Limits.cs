namespace Likewise.Server;

/// <summary>How long it is waited for, how much is read of it, and when it is left alone.</summary>
public sealed partial class UpstreamSettings
{
    /// <summary>How long an answer may take to be read whole; of a streamed one, to begin.</summary>
    /// <value>Positive; default 100 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a streamed answer may be silent between two of its pieces.</summary>
    /// <value>Positive; default 100 seconds.</value>
    public TimeSpan ChunkTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long a connection may take to be made.</summary>
    /// <value>Positive; default 5 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a connection that could not be made is tried again. What has been sent is never sent again.</summary>
    /// <value>0 to 10; default 2.</value>
    public int ConnectRetriesMax { get; set; } = 2;

    /// <summary>The largest answer read, and of a streamed one the largest event; a larger one is answered with 502.</summary>
    /// <value>Bytes, at least 1,024; default 16 MiB.</value>
    public long AnswerBytesMax { get; set; } = 16L << 20;

    /// <summary>The largest answer with embeddings to be cached; a larger one is answered with 502.</summary>
    /// <value>Bytes, at least 1,024; default 128 MiB, for 2,048 vectors of 3,072 numbers.</value>
    public long EmbeddingsBytesMax { get; set; } = 128L << 20;

    /// <summary>The largest streamed answer; one that becomes larger is broken off.</summary>
    /// <value>Bytes, at least 1,024; default 64 MiB.</value>
    public long StreamBytesMax { get; set; } = 64L << 20;

    /// <summary>How many requests are under way at once, an answer that streams counting until its end.</summary>
    /// <value>1 to 65,536; default 512.</value>
    public int ConcurrencyMax { get; set; } = 512;

    /// <summary>How many requests wait for one of those places; one more is answered with 503.</summary>
    /// <value>0 to 1,048,576; default 1,024.</value>
    public int QueueMax { get; set; } = 1_024;

    /// <summary>
    /// The part of requests that must fail (no connection, no answer in time, one that is cut off, 500, 502, 503, 504 or 529) for
    /// the upstream to be left alone.
    /// </summary>
    /// <value>Above 0 to 1; default 0.5.</value>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>How many requests there must have been within <see cref="BreakerWindow"/> for their failures to count.</summary>
    /// <value>At least 2; default 20.</value>
    public int BreakerRequestsMin { get; set; } = 20;

    /// <summary>The time over which requests and failures are counted.</summary>
    /// <value>500 milliseconds to one day; default 30 seconds.</value>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the upstream is left alone before one request tries it again; meanwhile the answer is 503.</summary>
    /// <value>500 milliseconds to one day; default 15 seconds.</value>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(15);
}
