namespace Likewise.Server;

/// <summary>A model behind the cache: a service that speaks OpenAI's or Anthropic's protocols.</summary>
public sealed partial class UpstreamSettings
{
    /// <summary>Where it is: with a path (<c>https://host/v1</c>) or without, as <c>/v1</c> is then assumed.</summary>
    /// <value>An http or https address; default: null, the built-in demo upstream where no upstream has one.</value>
    public string? BaseUrl { get; set; }

    /// <summary>The key that pays for every request.</summary>
    /// <value>Default: null: each caller's own key is passed on, and makes the caller a tenant.</value>
    public string? ApiKey { get; set; }

    /// <summary>The header that carries the key.</summary>
    /// <value>
    /// Default: null: <c>x-api-key</c> for requests in Anthropic's protocol and where only that is spoken, and otherwise
    /// <c>Authorization</c> as a bearer token.
    /// </value>
    public string? KeyHeader { get; set; }

    /// <summary>Which models are asked here: names in which <c>*</c> stands for any characters and <c>?</c> for one.</summary>
    /// <value>Case does not count; default <c>*</c>, every model that no upstream before this one takes.</value>
    public IReadOnlyList<string> Models { get; set; } = ["*"];

    /// <summary>The protocols that it speaks.</summary>
    /// <value>At least one; default chat and responses, as OpenAI does.</value>
    public IReadOnlyList<UpstreamProtocol> Protocols { get; set; } = [UpstreamProtocol.Chat, UpstreamProtocol.Responses];

    /// <summary>The model asked for a prompt that names none.</summary>
    /// <value>Default <c>gpt-4o-mini</c>.</value>
    public string Model { get; set; } = "gpt-4o-mini";
}
