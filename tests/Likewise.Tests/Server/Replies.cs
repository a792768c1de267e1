using System.Net;
using System.Text.Json;

namespace Likewise.Tests.Server;

/// <summary>What tests read of a server's replies.</summary>
internal static class Replies
{
    public static string? Header(this HttpResponseMessage reply, string name) =>
        reply.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    public static string? Cache(this HttpResponseMessage reply) => reply.Header("x-likewise-cache");

    public static Task<string> TextAsync(this HttpResponseMessage reply) =>
        reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage reply)
    {
        Assert.Equal("application/json", reply.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await reply.TextAsync());
    }

    /// <summary>The reply is an error in OpenAI's shape.</summary>
    public static async Task<JsonElement> ErrorAsync(this HttpResponseMessage reply, HttpStatusCode status)
    {
        Assert.Equal(status, reply.StatusCode);
        var error = (await reply.JsonAsync()).GetProperty("error");
        Assert.False(string.IsNullOrWhiteSpace(error.GetProperty("message").GetString()));
        Assert.Equal(JsonValueKind.String, error.GetProperty("type").ValueKind);
        Assert.True(error.TryGetProperty("param", out _) && error.TryGetProperty("code", out _));
        return error;
    }
}
