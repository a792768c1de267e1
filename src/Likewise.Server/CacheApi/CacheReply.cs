using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>Answers of the cache's API: JSON that nobody is to keep.</summary>
internal static class CacheReply
{
    // Letters stay letters: these bodies are never put into a page.
    private static readonly CacheApiJson Json = new(new JsonSerializerOptions(CacheApiJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The JSON, UTF-8.</summary>
    public static byte[] Write<T>(T value)
    {
        var json = (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T))!; // Each type that is written stands in the context.
        return JsonSerializer.SerializeToUtf8Bytes(value, json);
    }

    public static async Task WriteAsync<T>(HttpContext context, T value, int status = StatusCodes.Status200OK)
    {
        var body = Write(value);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
