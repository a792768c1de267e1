namespace Likewise.Embedders;

/// <summary>
/// OpenAI's embeddings, after the types of its .NET client 2.15.0, and Azure's, which differ in the address. Vectors come as
/// numbers or base64 and in any order.
/// </summary>
internal sealed class OpenAIProtocol : EmbeddingProtocol
{
    private readonly EmbeddingEncoding _encoding;
    private readonly bool _namesModel;

    public OpenAIProtocol(OpenAIEmbedderOptions options)
        : base(options, AddressOf(options.Endpoint ?? new Uri("https://api.openai.com/v1"))) =>
        (_encoding, _namesModel) = (options.Encoding, true);

    public OpenAIProtocol(AzureOpenAIEmbedderOptions options)
        : base(options, AddressOf(options)) => _encoding = options.Encoding;

    public override int? Read(ref ReplyReader reply, ReplyRows rows)
    {
        int? tokens = null;
        reply.EnterObject("it");
        while (reply.NextMember())
        {
            if (reply.Is("data"u8))
                ReadData(ref reply, rows);
            else if (reply.Is("usage"u8))
                tokens = ReadUsage(ref reply);
            else
                reply.Skip();
        }

        return tokens;
    }

    protected override void Write(RequestBody body, ReadOnlySpan<string> texts)
    {
        if (_namesModel)
            body.Text("model", Model);
        body.Texts("input", texts);
        if (_encoding != EmbeddingEncoding.Unstated)
            body.Text("encoding_format", _encoding == EmbeddingEncoding.Base64 ? "base64" : "float");
        body.Number("dimensions", Shortened);
    }

    /// <summary>A base with a path is what OpenAI's clients take; a bare host is what people type.</summary>
    private static Uri AddressOf(Uri address) => Below(address, address.AbsolutePath == "/" ? "v1/embeddings" : "embeddings");

    private static Uri AddressOf(AzureOpenAIEmbedderOptions options)
    {
        // Validated before: the endpoint is there.
        var deployment = Uri.EscapeDataString(options.Deployment.Length > 0 ? options.Deployment : options.Model);
        var path = Below(options.Endpoint!, $"openai/deployments/{deployment}/embeddings");
        return new Uri($"{path}?api-version={options.ApiVersion}");
    }

    private static void ReadData(ref ReplyReader reply, ReplyRows rows)
    {
        reply.EnterArray("data");
        for (var position = 0; reply.NextItem(); position++)
            ReadItem(ref reply, rows, position);
    }

    /// <summary>The index may stand behind the vector, which is then read when its place is known.</summary>
    private static void ReadItem(ref ReplyReader reply, ReplyRows rows, int position)
    {
        int? index = null;
        var (isRead, isWaiting) = (false, false);
        ReplyReader vector = default;
        reply.EnterObject("an item of data");
        while (reply.NextMember())
        {
            if (reply.Is("index"u8))
            {
                index = reply.ReadCount() ?? throw new BadReplyException("an index of data is no whole number");
            }
            else if (!reply.Is("embedding"u8))
            {
                reply.Skip();
            }
            else if (index is { } known && !isRead)
            {
                reply.ReadVector(rows, known);
                isRead = true;
            }
            else
            {
                vector = reply;
                isWaiting = true;
                reply.Skip();
            }
        }

        if (isWaiting)
            vector.ReadVector(rows, index ?? position);
        else if (!isRead)
            throw new BadReplyException("an item of data has no embedding");
    }

    private static int? ReadUsage(ref ReplyReader reply)
    {
        int? total = null, prompt = null;
        if (!reply.TryEnterObject())
            return null;

        while (reply.NextMember())
        {
            if (reply.Is("prompt_tokens"u8))
                prompt = reply.ReadCount();
            else if (reply.Is("total_tokens"u8))
                total = reply.ReadCount();
            else
                reply.Skip();
        }

        return prompt ?? total;
    }
}
