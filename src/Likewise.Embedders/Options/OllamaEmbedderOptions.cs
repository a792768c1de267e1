namespace Likewise.Embedders;

/// <summary>Ollama's <c>POST /api/embed</c>; by default on this machine.</summary>
public sealed class OllamaEmbedderOptions : RemoteEmbedderOptions
{
    /// <summary>
    /// Whether a text longer than the model reads is embedded in part. Ollama does not say which texts were.
    /// </summary>
    /// <value>Default: false, such a text is an error, and so a miss. (Ollama's own default is true.)</value>
    public bool Truncate { get; set; }

    /// <summary>How long Ollama keeps the model loaded: <c>10m</c>, <c>-1</c> for ever.</summary>
    /// <value>Default: null, as Ollama is set.</value>
    public string? KeepAlive { get; set; }

    internal override string Provider => "ollama";

    internal override IReadOnlyList<string> ReservedFields { get; } = ["model", "input"];

    internal override EmbeddingProtocol CreateProtocol() => new OllamaProtocol(this);
}
