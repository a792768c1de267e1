namespace Likewise.Embedders;

/// <summary>
/// Any service with OpenAI's <c>POST /v1/embeddings</c>: OpenAI itself, vLLM, LM Studio, text-embeddings-inference, Together,
/// Voyage and others.
/// </summary>
public sealed class OpenAIEmbedderOptions : RemoteEmbedderOptions
{
    /// <summary>Batches of up to 256 texts, an eighth of what OpenAI takes.</summary>
    public OpenAIEmbedderOptions() => BatchTextsMax = 256;

    /// <summary>How vectors are asked for. Either form is understood, whatever was asked.</summary>
    /// <value>Default <see cref="EmbeddingEncoding.Base64"/>, as OpenAI's own clients do.</value>
    public EmbeddingEncoding Encoding { get; set; } = EmbeddingEncoding.Base64;

    internal override string Provider => "openai";

    internal override IReadOnlyList<string> ReservedFields { get; } = ["model", "input"];

    internal override EmbeddingProtocol CreateProtocol() => new OpenAIProtocol(this);
}
