namespace Likewise.Embedders;

/// <summary>
/// text-embeddings-inference and feature extraction: an array of vectors, and nothing of tokens. After the interface that the
/// former publishes, and the types of the JavaScript client 4.13.30.
/// </summary>
internal sealed class HuggingFaceProtocol(HuggingFaceEmbedderOptions options)
    : EmbeddingProtocol(options, Below(options.Endpoint!, options.Path)) // Validated before: the endpoint is there.
{
    private readonly bool _truncates = options.Truncate;

    public override int? Read(ref ReplyReader reply, ReplyRows rows)
    {
        reply.ReadVectors(rows, "it");
        return null;
    }

    protected override void Write(RequestBody body, ReadOnlySpan<string> texts)
    {
        body.Texts("inputs", texts);
        if (_truncates) // Not every handler of feature extraction knows the field.
            body.Switch("truncate", true);
        body.Number("dimensions", Shortened);
    }
}
