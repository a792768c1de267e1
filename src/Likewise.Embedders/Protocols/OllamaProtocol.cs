namespace Likewise.Embedders;

/// <summary>Ollama's <c>/api/embed</c>, after the types of its JavaScript client 0.6.4.</summary>
internal sealed class OllamaProtocol(OllamaEmbedderOptions options)
    : EmbeddingProtocol(options, Below(options.Endpoint ?? new Uri("http://127.0.0.1:11434"), "api/embed"))
{
    private readonly bool _truncates = options.Truncate;
    private readonly string? _keepAlive = options.KeepAlive;

    public override int? Read(ref ReplyReader reply, ReplyRows rows)
    {
        int? tokens = null;
        reply.EnterObject("it");
        while (reply.NextMember())
        {
            if (reply.Is("embeddings"u8))
                reply.ReadVectors(rows, "embeddings");
            else if (reply.Is("prompt_eval_count"u8))
                tokens = reply.ReadCount();
            else
                reply.Skip();
        }

        return tokens;
    }

    protected override void Write(RequestBody body, ReadOnlySpan<string> texts)
    {
        body.Text("model", Model);
        body.Texts("input", texts);
        body.Switch("truncate", _truncates);
        body.Number("dimensions", Shortened);
        if (_keepAlive is not null)
            body.Text("keep_alive", _keepAlive);
    }
}
