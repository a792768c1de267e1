using System.CommandLine;
using System.Net;

namespace Likewise.Cli;

/// <summary>
/// <c>likewise health</c>: whether a server takes requests; for containers, which have no other program to ask with.
/// </summary>
internal sealed class HealthVerb : Verb
{
    private readonly Option<string?> _server = ServerCall.ServerOption();

    public HealthVerb(Frame frame)
        : base(frame, "health", "Says whether a running server takes requests.") => Options.Add(_server);

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise health", "likewise health --server http://127.0.0.1:7411"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var server = invocation.Get(_server) ?? Here(invocation.LoadSettings().Settings.Server.Url);
        var (status, body) = await ServerCall.GetAsync(server, "/health/ready", null, cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(body.WriteTo);
        else
            invocation.Terminal.Output.WriteLine(body.GetProperty("status").GetString());
        return status == HttpStatusCode.OK ? ExitCode.Ok : ExitCode.No;
    }

    /// <summary>A server that listens everywhere is asked on this machine.</summary>
    private static string Here(string url) =>
        url.Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
}
