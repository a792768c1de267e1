using Likewise.Protocols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Likewise.Server;

/// <summary>The addresses at which models are asked, one for each protocol.</summary>
internal static class AnswerRoutes
{
    public static string ChatPath { get; } = AnswerEndpoint.Base + WireProtocol.Chat.Path;

    public static void MapAnswers(this IEndpointRouteBuilder routes)
    {
        foreach (var protocol in WireProtocol.All)
        {
            var endpoint = ActivatorUtilities.CreateInstance<AnswerEndpoint>(routes.ServiceProvider, protocol);
            routes.MapPost(endpoint.Path, endpoint.HandleAsync).WithMetadata(new ProtocolErrors(protocol));
        }

        var served = routes.ServiceProvider.GetRequiredService<ServedResponsesEndpoint>();
        routes.MapGet(ServedResponsesEndpoint.Path, served.GetAsync);
        routes.MapDelete(ServedResponsesEndpoint.Path, served.DeleteAsync);
    }

    private sealed class ProtocolErrors(WireProtocol protocol) : ErrorShape
    {
        public override string ContentType => "application/json";

        public override byte[] Write(int status, ChatError error) => protocol.WriteError(status, error);
    }
}
