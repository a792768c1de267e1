using System.Net;

namespace Likewise.Embedders;

/// <summary>A remote embedder gave no vectors. The message says what to do, and holds neither the key nor a text.</summary>
public sealed class EmbedderException : Exception
{
    internal EmbedderException(EmbedderFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>Why.</summary>
    public EmbedderFault Fault { get; }

    /// <summary>The service's status.</summary>
    /// <value>Null where it gave none.</value>
    public HttpStatusCode? Status { get; internal init; }

    /// <summary>How long the service asks to be left alone.</summary>
    /// <value>Null where it does not say.</value>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>Whether another attempt may do better, and there is time for it.</summary>
    internal bool IsWorthRetrying { get; set; }
}
