namespace Likewise.Embedders;

/// <summary>
/// A Hugging Face inference endpoint that pools: text-embeddings-inference (<c>POST /embed</c>), or the task feature extraction
/// of a sentence-transformers model.
/// </summary>
public sealed class HuggingFaceEmbedderOptions : RemoteEmbedderOptions
{
    /// <summary>Batches of up to 32 texts, the most that text-embeddings-inference takes as it is started by default.</summary>
    public HuggingFaceEmbedderOptions() => BatchTextsMax = 32;

    /// <summary>The path below the endpoint's address.</summary>
    /// <value>Default <c>embed</c>; empty where the address itself is asked, as for feature extraction.</value>
    public string Path { get; set; } = "embed";

    /// <summary>
    /// Whether a text longer than the model reads is embedded in part. The service does not say which texts were.
    /// </summary>
    /// <value>Default: false, such a text is an error, and so a miss.</value>
    public bool Truncate { get; set; }

    internal override string Provider => "huggingface";

    internal override IReadOnlyList<string> ReservedFields { get; } = ["inputs"];

    internal override EmbeddingProtocol CreateProtocol() => new HuggingFaceProtocol(this);

    private protected override IEnumerable<string> OwnFaults()
    {
        if (Endpoint is null)
            yield return $"{nameof(Endpoint)} must name the service, such as http://127.0.0.1:8080";
        if (Path.Contains('?', StringComparison.Ordinal) || Path.Contains('#', StringComparison.Ordinal))
            yield return $"{nameof(Path)} must be a path without query or fragment";
    }
}
