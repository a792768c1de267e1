namespace Likewise.Embedders;

/// <summary>Cohere's <c>POST /v2/embed</c>.</summary>
public sealed class CohereEmbedderOptions : RemoteEmbedderOptions
{
    /// <summary>Batches of up to 96 texts, the most that Cohere takes.</summary>
    public CohereEmbedderOptions() => BatchTextsMax = 96;

    /// <summary>
    /// What the vectors are for. A cache compares prompts with prompts, so that all are of one kind.
    /// </summary>
    /// <value>Default <c>search_query</c>; also <c>search_document</c>, <c>classification</c>, <c>clustering</c>.</value>
    public string InputType { get; set; } = "search_query";

    /// <summary>Whether the end of a text longer than the model reads is dropped. Cohere does not say which texts were.</summary>
    /// <value>Default: false, such a text is an error, and so a miss. (Cohere's own default is true.)</value>
    public bool Truncate { get; set; }

    internal override string Provider => "cohere";

    internal override IReadOnlyList<string> ReservedFields { get; } = ["model", "texts", "inputs", "images", "embedding_types"];

    internal override EmbeddingProtocol CreateProtocol() => new CohereProtocol(this);

    private protected override IEnumerable<string> OwnFaults() =>
        InputType.Length > 0 ? [] : [$"{nameof(InputType)} is missing: search_query, for instance"];
}
