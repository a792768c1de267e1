using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Likewise.Embedders;
using Likewise.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Tests.Embedders;

/// <summary>An embedding service on loopback: it speaks one dialect, and does what a test tells it.</summary>
internal sealed class EmbeddingServer : IAsyncDisposable
{
    /// <summary>No multiple of three, so that base64 ends in padding.</summary>
    public const int Dimension = 13;

    private readonly ScriptedUpstream _upstream;

    private EmbeddingServer(ScriptedUpstream upstream, Dialect dialect)
    {
        (_upstream, Dialect, Url) = (upstream, dialect, new Uri(upstream.Url));
        upstream.Answer = AnswerAsync;
    }

    public Dialect Dialect { get; }

    public Uri Url { get; }

    public ScriptedUpstream.SentRequest[] Requests => [.. _upstream.Requests];

    /// <summary>What is done with the next requests, one each, before vectors are given again.</summary>
    public Queue<Func<HttpContext, Task>> Script { get; } = new();

    public static async Task<EmbeddingServer> StartAsync(Dialect? dialect = null) =>
        new(await ScriptedUpstream.StartAsync(), dialect ?? Dialect.OpenAI);

    /// <summary>An embedder of this service; its dimension is known, so that it asks nothing at first.</summary>
    public ValueTask<RemoteEmbedder> EmbedderAsync(
        Action<RemoteEmbedderOptions>? configure = null, TimeProvider? time = null, ILogger? logger = null)
    {
        var options = Dialect.Options(Url);
        options.Dimension = Dimension;
        configure?.Invoke(options);
        options.Validate();
        return RemoteEmbedder.CreateAsync(
            options, logger ?? NullLogger.Instance, time ?? TimeProvider.System, () => 0.5,
            TestContext.Current.CancellationToken);
    }

    /// <summary>The vector of a text: of no particular length, the same each time.</summary>
    public static float[] VectorOf(string text)
    {
        var random = new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        return [.. Enumerable.Range(0, Dimension).Select(_ => (float)(random.NextDouble() * 4) - 2)];
    }

    /// <summary>An answer of a status, in the shape of OpenAI's errors.</summary>
    public static Func<HttpContext, Task> Error(int status, string message = "no", string? retryAfter = null) => context =>
    {
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return ScriptedUpstream.Json(status, $$"""{"error":{"message": {{JsonSerializer.Serialize(message)}} } }""")(context);
    };

    public static Func<HttpContext, Task> Json(string body) => ScriptedUpstream.Json(200, body);

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Func<HttpContext, Task>? told;
        lock (Script)
            Script.TryDequeue(out told);
        if (told is not null)
        {
            await told(context);
            return;
        }

        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var texts = request.RootElement.GetProperty(Dialect.TextsField).EnumerateArray().Select(text => text.GetString()!);
        await Json(Dialect.Reply([.. texts.Select(VectorOf)]))(context);
    }
}
