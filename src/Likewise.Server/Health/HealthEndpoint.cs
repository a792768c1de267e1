using System.Text.Json;
using Likewise.Embedders;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>GET /health</c>: 200 while requests are taken, 503 once the server is stopping; in three words for everybody, and with what
/// runs here for who may observe.
/// </summary>
internal sealed class HealthEndpoint(
    CacheHost host, Upstreams upstreams, LikewiseSettings settings, Readiness readiness, Drain drain, AccessGate access,
    TimeProvider time)
{
    public const string Path = "/health";

    private readonly long _startedAt = time.GetTimestamp();

    public async Task HandleAsync(HttpContext context)
    {
        var parts = await readiness.LookAsync(context.RequestAborted).ConfigureAwait(false);
        var store = parts.First(part => part.Part == Readiness.Store);
        context.Response.StatusCode =
            drain.IsStopping ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter, ServerJson.Compact);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("status", drain.IsStopping ? "stopping" : "ok");

            // The name is that of the shape, which others invented; here it is said of whatever keeps entries.
            writer.WriteString("redis_status", store.State == PartState.Failing ? "disconnected" : "connected");
            writer.WriteString("app_name", "likewise");
            if (await access.MayObserveAsync(context).ConfigureAwait(false))
                WriteAll(writer);
            writer.WriteEndObject();
        }
    }

    private void WriteAll(Utf8JsonWriter writer)
    {
        var identity = host.Embedder.Identity;
        writer.WriteString("version", LikewiseServer.Version);
        writer.WriteNumber("uptime_seconds", Math.Round(time.GetElapsedTime(_startedAt).TotalSeconds, 3));
        writer.WriteNumber("entries", host.Cache.GetStatistics().Entries);
        writer.WriteString("store", host.Store.Name);
        writer.WriteStartObject("embedder");
        writer.WriteString("model", identity.Model);
        writer.WriteString("revision", identity.Revision);
        writer.WriteString("pooling", identity.Pooling);
        writer.WriteNumber("dimension", identity.Dimension);
        if (host.Embedder is RemoteEmbedder service)
            WriteService(writer, service.GetStatistics());
        writer.WriteEndObject();
        writer.WriteStartObject("upstream");
        writer.WriteString("kind", upstreams.Default.Kind);
        writer.WriteString("model", upstreams.Default is DemoUpstream ? DemoModel.Name : settings.Upstream.Model);
        writer.WriteEndObject();
    }

    private static void WriteService(Utf8JsonWriter writer, EmbedderStatistics statistics)
    {
        writer.WriteStartObject("service");
        writer.WriteBoolean("paused", statistics.IsPaused);
        writer.WriteNumber("requests", statistics.Requests);
        writer.WriteNumber("retries", statistics.Retries);
        writer.WriteNumber("texts", statistics.Texts);
        writer.WriteNumber("tokens_reported", statistics.TokensReported);
        writer.WriteNumber("tokens_estimated", statistics.TokensEstimated);
        writer.WriteStartObject("failures");
        foreach (var (fault, count) in statistics.Failures)
            writer.WriteNumber(JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString()), count);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
