namespace Likewise.Embedders;

/// <summary>
/// Which service embeds, and how it is asked. One derived class per kind of service. Read once, when the embedder is created.
/// </summary>
/// <remarks>
/// Whatever changes vectors is part of the embedder's identity: provider, model, <see cref="ModelRevision"/>,
/// <see cref="Prefix"/>, <see cref="Dimension"/> and all of <see cref="ExtraFields"/>. Entries made under another identity are
/// kept, but not found.
/// </remarks>
public abstract partial class RemoteEmbedderOptions
{
    private protected RemoteEmbedderOptions()
    {
    }

    /// <summary>Where the service is: its base address, with or without a path.</summary>
    /// <value>An http or https address without query; default: null, the service's public address where it has one.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name, as the service calls it.</summary>
    /// <value>No default.</value>
    public string Model { get; set; } = "";

    /// <summary>The key that is sent with each request. It stands in no message and no log.</summary>
    /// <value>Printable ASCII; default: null, none is sent.</value>
    public string? ApiKey { get; set; }

    /// <summary>The header that carries the key: <c>Authorization</c> as a bearer token, any other as it is.</summary>
    /// <value>Default <c>Authorization</c>; <c>api-key</c> for Azure OpenAI.</value>
    public string KeyHeader { get; set; } = "Authorization";

    /// <summary>Components of a vector; a reply with another number is refused.</summary>
    /// <value>1 to 65,536; default: null, found by embedding one text at creation.</value>
    public int? Dimension { get; set; }

    /// <summary>
    /// Whether the service is asked to shorten its vectors to <see cref="Dimension"/>. Models that cannot refuse the request.
    /// </summary>
    /// <value>Default: false.</value>
    public bool Shorten { get; set; }

    /// <summary>What is put before each text, its last space included, such as E5's <c>query: </c>.</summary>
    /// <value>Default: empty.</value>
    public string Prefix { get; set; } = "";

    /// <summary>
    /// Tells versions of a model apart that the service gives one name. Change it when the service changes the model: a service
    /// that does so in silence makes vectors that cannot be compared with those before.
    /// </summary>
    /// <value>Default: empty.</value>
    public string ModelRevision { get; set; } = "";

    /// <summary>How many tokens of a text the model reads; told to whoever asks the identity, and not enforced.</summary>
    /// <value>Default: 0, unknown.</value>
    public int MaxTokens { get; set; }

    /// <summary>
    /// Further fields of the request, as the members of a JSON object: <c>{"input_type":"query"}</c> for Voyage. They take the
    /// place of fields of the same name that would be sent, except the model and the texts.
    /// </summary>
    /// <value>A JSON object; default: empty, none.</value>
    public string ExtraFields { get; set; } = "";

    /// <summary>The name in the identity and in messages: <c>openai</c>.</summary>
    internal abstract string Provider { get; }

    /// <summary>The fields that <see cref="ExtraFields"/> may not hold.</summary>
    internal abstract IReadOnlyList<string> ReservedFields { get; }

    internal abstract EmbeddingProtocol CreateProtocol();

    /// <summary>What is wrong beyond the shared rules.</summary>
    private protected virtual IEnumerable<string> OwnFaults() => [];
}
