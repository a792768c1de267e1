namespace Likewise.Server;

/// <summary>A request that is answered with an error. The message is for the sender.</summary>
internal sealed class HttpFault(int status, string message, string? code = null, string? param = null) : Exception(message)
{
    public int Status { get; } = status;

    public string? Code { get; } = code;

    public string? Param { get; } = param;

    /// <summary>When to try again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
