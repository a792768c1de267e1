using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Likewise.Cli;

/// <summary>Asks a running server instead of opening its store, which is the server's alone.</summary>
internal static class ServerCall
{
    private const string Setting = "access.key";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static Option<string?> ServerOption() => new("--server")
    {
        Description = "Asks the server that runs at this address, with the key of the setting access.key.",
        HelpName = "URL",
    };

    /// <summary>What an address of a server answers.</summary>
    /// <param name="server">Where the server is.</param>
    /// <param name="path">The address there.</param>
    /// <param name="key">The key; null for none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CommandException">There is no server, or it refuses.</exception>
    public static Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(
        string server, string path, string? key, CancellationToken cancellationToken) =>
        SendAsync(server, HttpMethod.Get, path, key, null, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    /// <param name="server">Where the server is.</param>
    /// <param name="method">What is done there.</param>
    /// <param name="path">The address there.</param>
    /// <param name="key">The key; null for none.</param>
    /// <param name="json">What is sent; null for nothing.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        string server, HttpMethod method, string path, string? key, byte[]? json, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CommandException(
                ExitCode.Usage, $"--server {server}: an address such as http://127.0.0.1:7411 was expected.");

        var mayManage = method != HttpMethod.Get;
        using var client = new HttpClient { Timeout = Deadline };
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        if (json is not null)
        {
            request.Content = new ByteArrayContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var reply = await client.SendAsync(request, cancellationToken);
            if (reply.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new CommandException(
                    ExitCode.Usage,
                    $"{server} refuses this key: it must be one that may {(mayManage ? "manage" : "observe")} ({Setting}).");

            var body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
            return (reply.StatusCode, JsonDocument.Parse(body).RootElement);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException
            || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CommandException(ExitCode.Upstream, $"{server} does not answer as a server of Likewise does.", fault);
        }
    }
}
