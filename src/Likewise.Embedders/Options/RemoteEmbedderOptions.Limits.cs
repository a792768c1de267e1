namespace Likewise.Embedders;

public abstract partial class RemoteEmbedderOptions
{
    /// <summary>How long a batch may take in all: its wait for a place and for the rate limit, and every attempt.</summary>
    /// <value>1 millisecond to 1 day; default 2 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the probe at creation may take: a service on this machine may load its model first.</summary>
    /// <value>1 millisecond to 1 day; default 1 minute.</value>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most texts of one request; further ones go into further requests.</summary>
    /// <value>1 to 10,000; the default depends on the service.</value>
    public int BatchTextsMax { get; set; } = 64;

    /// <summary>Most tokens of one request, one reckoned for three bytes of UTF-8. A longer text goes alone.</summary>
    /// <value>At least 1; default 100,000.</value>
    public int BatchTokensMax { get; set; } = 100_000;

    /// <summary>How many requests are under way at once.</summary>
    /// <value>1 to 1,024; default 8.</value>
    public int ConcurrencyMax { get; set; } = 8;

    /// <summary>How many batches wait for their turn; further ones fail at once.</summary>
    /// <value>0 to 100,000; default 256.</value>
    public int QueueMax { get; set; } = 256;

    /// <summary>How often a batch is sent again after 429, 408, 5xx or a broken connection, while its time lasts.</summary>
    /// <value>0 to 10; default 2.</value>
    public int RetriesMax { get; set; } = 2;

    /// <summary>
    /// About how long the first retry waits where the service does not say; each further one about twice as long.
    /// </summary>
    /// <value>0 to 1 minute; default 200 milliseconds.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How many requests within <see cref="BreakerWindow"/> must have been made before the service can be left alone, which it
    /// is once half of them failed.
    /// </summary>
    /// <value>2 to 1,000,000; default 8.</value>
    public int BreakerRequestsMin { get; set; } = 8;

    /// <summary>The span over which failures are counted.</summary>
    /// <value>500 milliseconds to 1 day; default 30 seconds.</value>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a failing service is left alone before one request tries it again.</summary>
    /// <value>500 milliseconds to 1 day; default 10 seconds.</value>
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How much the service may be asked in a minute. A batch that would have to wait too long fails at once.</summary>
    /// <value>Default: null, no limit.</value>
    public EmbedderRateLimit? RateLimit { get; set; }

    /// <summary>What a million tokens cost, in any currency.</summary>
    /// <value>Not negative; default: null, cost is not reckoned.</value>
    public decimal? PricePerMillionTokens { get; set; }

    /// <summary>The largest reply that is read.</summary>
    /// <value>Bytes, 1 KiB to 1 GiB; default 64 MiB.</value>
    public int ReplyBytesMax { get; set; } = 64 << 20;

    /// <summary>What sends the requests, for proxies and certificates of one's own; belongs to the caller.</summary>
    /// <value>Default: null, a handler that follows no redirect, so that the key goes nowhere else.</value>
    public HttpMessageHandler? Handler { get; set; }
}
