namespace Likewise.Server;

/// <summary>A protocol that models are asked by.</summary>
public enum UpstreamProtocol
{
    /// <summary>OpenAI's <c>/v1/chat/completions</c>.</summary>
    Chat,

    /// <summary>OpenAI's <c>/v1/responses</c>.</summary>
    Responses,

    /// <summary>Anthropic's <c>/v1/messages</c>.</summary>
    Messages,
}
