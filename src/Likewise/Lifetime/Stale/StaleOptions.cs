namespace Likewise;

/// <summary>When entries whose time is over still answer, and how fresh answers are fetched for them.</summary>
/// <remarks>
/// Where the cache calls the model: <see cref="SemanticCache.GetOrCreateAsync"/> and
/// <see cref="SemanticCache.GetOrStreamAsync"/>. A plain lookup gives a stale answer only to those who ask for one
/// (<see cref="RequestDirectives.AcceptStale"/>). The windows are an entry's own from when it is stored.
/// </remarks>
public sealed class StaleOptions
{
    /// <summary>How long after its time an entry still answers while a fresh answer is fetched behind it.</summary>
    /// <value>Not negative; default: zero, not at all (RFC 5861, section 3).</value>
    public TimeSpan WhileRevalidate { get; set; }

    /// <summary>How long after its time an entry still answers where the model fails.</summary>
    /// <value>Not negative; default: zero, not at all (RFC 5861, section 4).</value>
    public TimeSpan IfError { get; set; }

    /// <summary>In which ways a model may fail for a stale answer to stand in.</summary>
    /// <value>Default: all.</value>
    public ModelFaults On { get; set; } = ModelFaults.All;

    /// <summary>Says in which way a model failed, from what the call of it threw. To be fast, and not to throw.</summary>
    /// <value>
    /// Default: a timeout or a cancellation that is not the caller's is <see cref="ModelFaults.Late"/>; an
    /// <see cref="HttpRequestException"/> goes by its status, so that the errors of clients are nobody's but the caller's; an
    /// <see cref="ArgumentException"/> is none; all else is <see cref="ModelFaults.Failed"/>.
    /// </value>
    public Func<Exception, ModelFaults> FaultOf { get; set; } = KindOf;

    /// <summary>
    /// How many fresh answers are fetched at once; where that many are under way, a stale answer is given and no more.
    /// </summary>
    /// <value>1 to 1,024; default 16.</value>
    public int RefreshesMax { get; set; } = 16;

    /// <summary>How long a fresh answer may take that nobody waits for.</summary>
    /// <value>Positive, at most a day; default 1 minute.</value>
    public TimeSpan RefreshTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long nobody tries again for an entry after fetching a fresh answer has failed; twice as long after each further
    /// failure, up to 64 times.
    /// </summary>
    /// <value>Positive, at most a day; default 5 seconds.</value>
    public TimeSpan RefreshPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The way that an HTTP status tells.</summary>
    /// <param name="status">The status.</param>
    public static ModelFaults FaultOfStatus(int status) => status switch
    {
        408 or 504 => ModelFaults.Late,
        429 => ModelFaults.Busy,
        >= 500 => ModelFaults.Failed,
        _ => ModelFaults.None,
    };

    private static ModelFaults KindOf(Exception fault) => fault switch
    {
        TimeoutException or OperationCanceledException => ModelFaults.Late,
        HttpRequestException { StatusCode: { } status } => FaultOfStatus((int)status),
        ArgumentException => ModelFaults.None,
        _ => ModelFaults.Failed,
    };
}
