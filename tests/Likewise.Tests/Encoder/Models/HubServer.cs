using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Likewise.Tests.Encoder.Models;

/// <summary>A server in hub layout on the loopback interface, that fails as it is told to.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    public const string Repository = "someone/some-model";

    private readonly WebApplication _application;

    private HubServer(WebApplication application) => _application = application;

    public Uri BaseUrl => new(_application.Urls.First());

    /// <summary>Content by name.</summary>
    public Dictionary<string, byte[]> Files { get; } = new()
    {
        ["model.safetensors"] = RandomNumberGenerator.GetBytes(400_000),
        ["tokenizer.json"] = "{}"u8.ToArray(),
        ["config.json"] = """{"model_type": "bert"}"""u8.ToArray(),
    };

    public string WeightsSha256 => Convert.ToHexStringLower(SHA256.HashData(Files["model.safetensors"]));

    /// <summary>The status that the next requests get instead of an answer, in order.</summary>
    public ConcurrentQueue<int> Statuses { get; } = new();

    /// <summary>After how many bytes of their bodies the next requests are cut off, in order.</summary>
    public ConcurrentQueue<int> Cuts { get; } = new();

    /// <summary>Whether ranges are answered as such, with an entity tag, or with the whole file.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>Whether the weights stop coming halfway, the connection staying open.</summary>
    public bool Stalls { get; set; }

    /// <summary>Every request: path and range.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<HubServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new HubServer(builder.Build());
        server._application.MapGet("/{**path}", server.AnswerAsync);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string path)
    {
        var range = context.Request.Headers.Range.ToString();
        Requests.Enqueue($"{path} {range}".Trim());
        const string Folder = Repository + "/resolve/main/";
        if (Statuses.TryDequeue(out var status) && status != 200)
            context.Response.StatusCode = status;
        else if (!path.StartsWith(Folder, StringComparison.Ordinal) || !Files.TryGetValue(path[Folder.Length..], out var content))
            context.Response.StatusCode = 404;
        else
            await SendAsync(context, content, range);
    }

    private async Task SendAsync(HttpContext context, byte[] content, string range)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"";
        var start = 0;
        if (KnowsRanges)
        {
            context.Response.Headers.ETag = tag;
            var condition = context.Request.Headers.IfRange.ToString();
            if (range.Length > 0 && (condition.Length == 0 || condition == tag))
                start = (int)(RangeHeaderValue.Parse(range).Ranges.First().From ?? 0);
            if (start >= content.Length && start > 0)
            {
                context.Response.StatusCode = 416;
                return;
            }
        }
        if (start > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
        }
        context.Response.ContentLength = content.Length - start;
        var end = Cuts.TryDequeue(out var cut) ? Math.Min(start + cut, content.Length)
            : Stalls ? content.Length / 2
            : content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(start, Math.Max(0, end - start)), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (end == content.Length) return;
        if (Stalls)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
