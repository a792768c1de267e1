using System.Net;
using System.Text.Json;

namespace Likewise.Tests.Server.CacheApi;

/// <summary>Speaks with a server's own API, and checks what every answer of it promises.</summary>
internal static class CacheClient
{
    public const string Base = "/v1/cache";

    public static async Task<JsonElement> OkAsync(
        this RunningServer server, string path, string body, params (string, string)[] headers)
    {
        var reply = await server.PostAsync(Base + path, body, headers);
        Assert.True(reply.IsSuccessStatusCode, await reply.TextAsync());
        return await OwnAsync(reply);
    }

    public static async Task<JsonElement> OkAsync(this RunningServer server, string path, params (string, string)[] headers)
    {
        var reply = await server.SendAsync(HttpMethod.Get, path, headers);
        Assert.True(reply.IsSuccessStatusCode, await reply.TextAsync());
        return await OwnAsync(reply);
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this RunningServer server, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Base + path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Stores an answer; further fields follow those of prompt and response.</summary>
    public static async Task<string> StoreAsync(
        this RunningServer server, string prompt, string response, string fields = "", params (string, string)[] headers)
    {
        var stored = await server.OkAsync(
            "/store", $$"""{ {{fields}} "prompt": {{Quote(prompt)}}, "response": {{Quote(response)}}}""", headers);
        return stored.GetProperty("id").GetString()!;
    }

    public static Task<JsonElement> LookupAsync(
        this RunningServer server, string prompt, string fields = "", params (string, string)[] headers) =>
        server.OkAsync("/lookup", $$"""{ {{fields}} "prompt": {{Quote(prompt)}}}""", headers);

    /// <summary>The reply is a problem of RFC 9457.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage reply, HttpStatusCode status)
    {
        var text = await reply.TextAsync();
        Assert.True(status == reply.StatusCode, $"{(int)reply.StatusCode} {text}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(text);
        Assert.StartsWith("/problems/", problem.Text("type"), StringComparison.Ordinal);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.Text("title")) || string.IsNullOrWhiteSpace(problem.Text("detail")));
        return problem;
    }

    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static IEnumerable<string> Ids(this JsonElement page) =>
        page.GetProperty("entries").EnumerateArray().Select(entry => entry.Text("id")!);

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    private static async Task<JsonElement> OwnAsync(HttpResponseMessage reply)
    {
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        return await reply.JsonAsync();
    }
}
