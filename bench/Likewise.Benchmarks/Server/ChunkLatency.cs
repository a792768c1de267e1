using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Likewise.Benchmarks.Server;

/// <summary>
/// What a proxy adds to each piece of a streamed miss: an upstream writes the moment into each piece, and a client reads how long
/// ago that was, by turns directly and through the proxy.
/// </summary>
internal static class ChunkLatency
{
    private const int Pieces = 100;
    private const int Streams = 40;
    private const int Warming = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <param name="upstream">Where to listen as the upstream; the proxy has to be set up to ask there.</param>
    /// <param name="proxy">Where the proxy is.</param>
    public static async Task<int> RunAsync(string upstream, string proxy)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(upstream);
        await using var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();

        using var client = new HttpClient();
        var (direct, through) = (new List<double>(), new List<double>());
        for (var stream = 0; stream < Streams; stream++)
        {
            await ReadAsync(client, upstream, Environment.ProcessId * Streams + stream, direct);
            await ReadAsync(client, proxy, Environment.ProcessId * Streams + stream, through);
            if (stream != Warming)
                continue;
            direct.Clear(); // Until here much was compiled.
            through.Clear();
        }

        Show("direct", direct);
        Show("through", through);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        for (var piece = 0; piece < Pieces; piece++)
        {
            await Task.Delay(Pause);
            await WriteAsync(context, $$$"""{"delta":{"content":"{{{Stopwatch.GetTimestamp()}}} "},"finish_reason":null}""");
        }

        await WriteAsync(context, """{"delta":{},"finish_reason":"stop"}""");
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static async Task WriteAsync(HttpContext context, string choice)
    {
        await context.Response.WriteAsync(
            """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"""
            + choice[1..] + "]}\n\n");
        await context.Response.Body.FlushAsync();
    }

    private static async Task ReadAsync(HttpClient client, string url, int stream, List<double> delays)
    {
        var body = $$"""{"model":"m","stream":true,"messages":[{"role":"user","content":"{{Questions.Number(stream)}}"}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/v1/chat/completions")
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
        };
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await reply.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
        {
            var now = Stopwatch.GetTimestamp();
            const string Mark = "\"content\":\"";
            var at = line.IndexOf(Mark, StringComparison.Ordinal);
            if (at < 0 || !Utf8Parser.TryParse(Encoding.UTF8.GetBytes(line[(at + Mark.Length)..]), out long written, out _))
                continue;
            delays.Add(Stopwatch.GetElapsedTime(written, now).TotalMilliseconds);
        }
    }

    private static void Show(string name, List<double> delays)
    {
        delays.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-8} {delays.Count} pieces  p50 {At(0.5):0.000} ms  p99 {At(0.99):0.000} ms  worst {delays[^1]:0.000} ms"));

        double At(double share) => delays[(int)(share * (delays.Count - 1))];
    }
}
