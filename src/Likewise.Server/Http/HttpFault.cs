namespace Likewise.Server;

/// <summary>A request that is answered with an error. The message is for the sender.</summary>
internal sealed class HttpFault(int status, string message, string? code = null, string? param = null) : Exception(message)
{
    public int Status { get; } = status;

    public string? Code { get; } = code;

    public string? Param { get; } = param;

    /// <summary>There is no answer, and the model is not to be asked (RFC 9111, 5.2.1.7).</summary>
    public static HttpFault NotCached() => new(
        504, "The cache has no answer, and the request asks for nothing else (only-if-cached).", "not_cached");

    /// <summary>When to try again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
