using System.Collections.Concurrent;
using System.Text;
using Likewise.Protocols;
using Likewise.Tests.Protocols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>A model's service on loopback that answers as a test tells it and remembers what it was sent.</summary>
internal sealed class ScriptedUpstream : IAsyncDisposable
{
    public const string Completion = """
        {"id":"chatcmpl-up","object":"chat.completion","created":1,"model":"m-1","system_fingerprint":"fp_1","choices":[
        {"index":0,"message":{"role":"assistant","content":"From the model.","refusal":null,"annotations":[]},"logprobs":null,
        "finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":4,"total_tokens":9}}
        """;

    private readonly WebApplication _server;

    private ScriptedUpstream(WebApplication server) => _server = server;

    public ConcurrentQueue<SentRequest> Requests { get; } = new();

    public string Url => _server.Urls.First();

    /// <summary>What the next answers are; a completion unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Json(200, Completion);

    public static async Task<ScriptedUpstream> StartAsync(Encoding? headerEncoding = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel => kestrel.ResponseHeaderEncodingSelector = _ => headerEncoding);
        var server = builder.Build();
        var upstream = new ScriptedUpstream(server);
        server.Run(upstream.HandleAsync);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return upstream;
    }

    public static Func<HttpContext, Task> Json(int status, string body) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    };

    /// <summary>A completion with another answer or another end.</summary>
    public static Func<HttpContext, Task> Saying(string text, string finish = "stop") =>
        Json(200, Completion.Replace("From the model.", text).Replace("\"stop\"", $"\"{finish}\""));

    /// <summary>An answer in the protocol that it is asked for in, whole or streamed.</summary>
    public static Func<HttpContext, Task> Saying(Func<WireRequest, RecordedResponse> answer) => async context =>
    {
        using var body = new StreamReader(context.Request.Body);
        var protocol = WireProtocol.All.Single(protocol => "/v1" + protocol.Path == context.Request.Path);
        var asked = protocol.Request(await body.ReadToEndAsync());
        context.Response.ContentType = asked.IsStreamed ? "text/event-stream" : "application/json";
        await context.Response.WriteAsync(asked.IsStreamed ? asked.Stream(answer(asked)) : asked.Whole(answer(asked)));
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(new SentRequest(
            context.Request.Path + context.Request.QueryString.Value,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        context.Request.Body = new MemoryStream(body.ToArray()); // For an answer that depends on what was asked.
        await Answer(context);
    }

    public sealed record SentRequest(string Path, Dictionary<string, string> Headers, byte[] Body);
}
