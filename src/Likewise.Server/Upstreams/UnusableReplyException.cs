namespace Likewise.Server;

/// <summary>
/// The upstream answered with something that is not to be stored: an error, something unreadable, or an answer that a recording
/// cannot hold. It leaves the cache as it came and reaches the caller unchanged.
/// </summary>
internal sealed class UnusableReplyException(UpstreamReply reply, RecordedResponse? response, string reason) : Exception(reason)
{
    public UpstreamReply Reply { get; } = reply;

    /// <summary>The answer as far as it could be recorded; null where it could not be read.</summary>
    public RecordedResponse? Response { get; } = response;
}
