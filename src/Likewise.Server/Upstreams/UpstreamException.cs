namespace Likewise.Server;

/// <summary>The model gave no answer, or none that can be used. The message is for the caller.</summary>
public sealed class UpstreamException : Exception
{
    internal UpstreamException(int status, string code, string message, Exception? cause = null)
        : base(message, cause) => (Status, Code) = (status, code);

    internal static UpstreamException TooLarge(long bytesMax, string setting, Exception? cause = null) => new(
        502, "upstream_too_large", $"The upstream's answer is larger than {SizeText.Format(bytesMax)} ({setting}).", cause);

    /// <summary>The HTTP status that tells a caller so: 502, 503 or 504, or the one that the model's service gave.</summary>
    public int Status { get; }

    /// <summary>What went wrong, for programs: <c>upstream_timeout</c>.</summary>
    public string Code { get; }

    /// <summary>When to try again; null where nobody knows.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}
