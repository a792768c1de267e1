using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>GET</c> and <c>DELETE /v1/responses/{id}</c>: answers that the cache gave are its own to show and to forget; the upstream
/// has all others.
/// </summary>
internal sealed class ServedResponsesEndpoint(ServedResponses served, Upstreams upstreams, PassThroughEndpoint elsewhere)
{
    public const string Path = "/v1/responses/{id}";

    public async Task GetAsync(HttpContext context)
    {
        if (served.Find(TenantOf(context), IdOf(context)) is not { } found)
        {
            await elsewhere.HandleAsync(context).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(found.Answer, context.RequestAborted).ConfigureAwait(false);
    }

    public async Task DeleteAsync(HttpContext context)
    {
        if (!served.Remove(TenantOf(context), IdOf(context)))
        {
            await elsewhere.HandleAsync(context).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "application/json";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter, ServerJson.Compact);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("id", IdOf(context));
            writer.WriteString("object", "response");
            writer.WriteBoolean("deleted", true);
            writer.WriteEndObject();
        }
    }

    private string TenantOf(HttpContext context) => Caller.Of(context, upstreams.Default).Tenant;

    private static string IdOf(HttpContext context) => (string)context.Request.RouteValues["id"]!; // The route has it.
}
