namespace Likewise.Embedders;

/// <summary>Why a remote embedder gave no vectors.</summary>
public enum EmbedderFault
{
    /// <summary>More calls wait than <see cref="RemoteEmbedderOptions.QueueMax"/> allows; the service was not asked.</summary>
    Busy,

    /// <summary>Keeping the rate limit would take longer than the deadline; the service was not asked.</summary>
    RateLimited,

    /// <summary>Too many calls failed of late; the service is left alone for a while and was not asked.</summary>
    Paused,

    /// <summary>The service answered 429, also to every further attempt.</summary>
    Throttled,

    /// <summary>There is no connection, or it ended before the reply was whole.</summary>
    Unreachable,

    /// <summary>The service gave no whole reply within the deadline.</summary>
    TimedOut,

    /// <summary>The service failed: 408 or 5xx.</summary>
    ServiceFailed,

    /// <summary>The service refused the request: another 4xx, or a redirect, which is not followed.</summary>
    Refused,

    /// <summary>The reply is not what was asked for: not JSON, wrong count, wrong dimension, not a number.</summary>
    BadReply,
}
