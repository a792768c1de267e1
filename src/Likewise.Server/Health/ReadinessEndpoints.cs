using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>GET /health/live</c>: 200 while the process answers. <c>GET /health/ready</c>: 200 while requests are well sent here, 503
/// once the server is stopping or its store fails; with each part and its reason. Neither needs a key.
/// </summary>
internal sealed class ReadinessEndpoints(Readiness readiness, Drain drain)
{
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    public static Task LiveAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, "live", []);

    public async Task ReadyAsync(HttpContext context)
    {
        var parts = await readiness.LookAsync(context.RequestAborted).ConfigureAwait(false);
        var (status, word) = parts.Max(part => part.State) switch
        {
            _ when drain.IsStopping => (StatusCodes.Status503ServiceUnavailable, "stopping"),
            PartState.Failing => (StatusCodes.Status503ServiceUnavailable, "failing"),
            PartState.Degraded => (StatusCodes.Status200OK, "degraded"),
            _ => (StatusCodes.Status200OK, "ready"),
        };
        await WriteAsync(context, status, word, parts).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, int status, string word, IReadOnlyList<PartHealth> parts)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter, ServerJson.Compact);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("status", word);
            foreach (var part in parts)
            {
                writer.WriteStartObject(part.Part);
                writer.WriteString("status", part.State.ToString().ToLowerInvariant());
                if (part.Reason is { } reason)
                    writer.WriteString("reason", reason);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }
    }
}
