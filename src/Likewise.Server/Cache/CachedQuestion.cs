using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>A request on its way through the cache to the upstream.</summary>
/// <param name="Protocol">The protocol in which it was asked, and in which the upstream is.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Request">What the upstream is sent.</param>
/// <param name="Options">For the entry.</param>
internal sealed record CachedQuestion(WireProtocol Protocol, WireRequest Asked, UpstreamRequest Request, EntryOptions Options)
{
    /// <summary>What the cache is asked: with tenant and directives.</summary>
    public required PromptRequest Prompt { get; init; }

    /// <summary>Whether the model is not to be asked.</summary>
    public bool OnlyCached { get; init; }

    /// <summary>Which way it came, for those who watch.</summary>
    public string From { get; init; } = Protocol.Path;

    /// <summary>How the caller's stream is written.</summary>
    public WireFormat Format => new(Protocol, Asked.StreamForm);
}
