namespace Likewise.Embedders;

/// <summary>Cohere's <c>/v2/embed</c>, after the types of its TypeScript client 8.1.0.</summary>
internal sealed class CohereProtocol : EmbeddingProtocol
{
    private readonly string _inputType;
    private readonly bool _truncates;

    public CohereProtocol(CohereEmbedderOptions options)
        : base(options, Below(options.Endpoint ?? new Uri("https://api.cohere.com"), "v2/embed"))
    {
        (_inputType, _truncates) = (options.InputType, options.Truncate);
        Revision += $" input_type={_inputType}";
    }

    public override int? Read(ref ReplyReader reply, ReplyRows rows)
    {
        int? tokens = null;
        reply.EnterObject("it");
        while (reply.NextMember())
        {
            if (reply.Is("embeddings"u8))
                ReadEmbeddings(ref reply, rows);
            else if (reply.Is("meta"u8))
                tokens = ReadMeta(ref reply);
            else
                reply.Skip();
        }

        return tokens;
    }

    protected override void Write(RequestBody body, ReadOnlySpan<string> texts)
    {
        body.Text("model", Model);
        body.Texts("texts", texts);
        body.Text("input_type", _inputType);
        body.Texts("embedding_types", "float");
        body.Text("truncate", _truncates ? "END" : "NONE");
        body.Number("output_dimension", Shortened);
    }

    private static void ReadEmbeddings(ref ReplyReader reply, ReplyRows rows)
    {
        reply.EnterObject("embeddings");
        while (reply.NextMember())
        {
            if (reply.Is("float"u8))
                reply.ReadVectors(rows, "embeddings.float");
            else
                reply.Skip();
        }
    }

    private static int? ReadMeta(ref ReplyReader reply)
    {
        int? tokens = null;
        if (!reply.TryEnterObject())
            return null;

        while (reply.NextMember())
        {
            if (!reply.Is("billed_units"u8))
                reply.Skip();
            else if (reply.TryEnterObject())
                while (reply.NextMember())
                {
                    if (reply.Is("input_tokens"u8))
                        tokens = reply.ReadCount();
                    else
                        reply.Skip();
                }
        }

        return tokens;
    }
}
