using Likewise.Embedders;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>POST /v1/embeddings</c>: vectors of the cache's own embedder where it is asked for by its name, and otherwise the
/// upstream's, cached. A service that embeds is not offered on: the operator's key would pay for whoever asks.
/// </summary>
internal sealed class EmbeddingsEndpoint(
    CacheHost host, CachedEmbeddings cached, PassThroughEndpoint elsewhere, Upstreams upstreams, Dialects dialects,
    LikewiseSettings settings)
{
    public const string Path = "/v1/embeddings";

    /// <summary>As many as OpenAI takes.</summary>
    private const int TextsMax = 2048;

    private readonly ProtocolLimits _limits = settings.BodyLimits;
    private readonly bool _isOffered = host.Embedder is not RemoteEmbedder;
    private readonly IEmbedder _embedder = host.Cache.Embedder;

    public async Task HandleAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var controls = dialects.Read(context.Request.Headers, ref body);
        var request = EmbeddingsRequest.Parse(body.Span, _limits);
        var upstream = upstreams.For(request.Model);
        await (_isOffered && request.Model == _embedder.Identity.Model ? AnswerAsync(context.Response, request)
            : MayCache(context.Request, request) ? cached.HandleAsync(context, request, body, upstream, controls)
            : elsewhere.PassOnAsync(context, body)).ConfigureAwait(false);
    }

    /// <summary>What is neither texts nor tokens, or said in the address too, is the upstream's to understand.</summary>
    private bool MayCache(HttpRequest request, EmbeddingsRequest asked) =>
        settings.Server.CacheEmbeddings && !request.QueryString.HasValue && asked.Items.Count is > 0 and <= TextsMax;

    private async Task AnswerAsync(HttpResponse response, EmbeddingsRequest request)
    {
        var (texts, dimension) = (Check(request), _embedder.Identity.Dimension);
        var aborted = response.HttpContext.RequestAborted;
        var vectors = new float[texts.Length * dimension];
        var usage = await _embedder.EmbedAsync(texts, vectors, aborted).ConfigureAwait(false);

        var rows = Enumerable.Range(0, texts.Length)
            .Select(row => new ReadOnlyMemory<float>(vectors, row * dimension, dimension));
        response.ContentType = "application/json";
        EmbeddingsWriter.Write(
            response.BodyWriter, new EmbeddingsAnswer(request.Model, [.. rows], usage.Tokens), request.IsBase64);
        await response.BodyWriter.FlushAsync(aborted).ConfigureAwait(false);
    }

    /// <exception cref="ProtocolException">It asks for what this embedder does not do.</exception>
    private string[] Check(EmbeddingsRequest request)
    {
        var identity = _embedder.Identity;
        if (request.Texts is not { } texts)
            throw new ProtocolException($"'input' is tokens: {identity.Model} takes texts.", "input");
        if (texts.Count > TextsMax)
            throw new ProtocolException($"'input' has {texts.Count} texts: at most {TextsMax} are taken at once.", "input");
        if (request.Dimensions is { } wanted && wanted != identity.Dimension)
            throw new ProtocolException(
                $"'dimensions' is {wanted}: the vectors of {identity.Model} have {identity.Dimension}.", "dimensions");
        return [.. texts];
    }
}
