using System.Globalization;
using Likewise.Encoder;
using Likewise.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Likewise.Cli;

/// <summary><c>likewise serve</c>: the cache in front of a model, until Ctrl-C.</summary>
internal sealed class ServeVerb(Frame frame) : Verb(
    frame, "serve", "Serves the cache over HTTP in front of a model, until Ctrl-C.")
{
    /// <summary>Longer than the settings let a server drain: it bounds its end itself.</summary>
    public static readonly TimeSpan CleanEnd = TimeSpan.FromHours(3);

    /// <summary>In which a store of some thousand entries is read: then all of it answers from the first request on.</summary>
    private static readonly TimeSpan SmallStoreWait = TimeSpan.FromMilliseconds(100);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise serve",
        "LIKEWISE__UPSTREAM__BASEURL=https://api.openai.com/v1 likewise serve --data /var/lib/likewise",
        "likewise serve --set server.url=http://127.0.0.1:9000 --set log.level=warning",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        settings.Cache.FillsInBackground = settings.Store.ServesWhileReading;
        using var log = LikewiseLogging.Create(settings.Log);
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken, log);
        await using var server = LikewiseServer.Build(settings, host, log, invocation.Terminal.Time);

        // Last, so that it ends first: what is measured when asked must still be there to be asked.
        using var export = TelemetryExport.Start(settings, invocation.Terminal.Error, invocation.Terminal.Environment);
        await Task.WhenAny(
            host.Cache.WhenFilledAsync(cancellationToken),
            Task.Delay(SmallStoreWait, invocation.Terminal.Time, cancellationToken));
        await ListenAsync(server, settings.Server.Url, cancellationToken);
        var filling = host.Cache.GetStatistics().Filling;

        var started = new ServeStarted(
            server.Urls.First(),
            settings.Store.Kind == StoreKind.Memory ? "memory" : Path.GetFullPath(settings.Store.Path),
            (int)Math.Max(filling?.Total ?? 0, host.Cache.GetStatistics().Entries),
            host.Embedder.Identity.Model,
            settings.Model.Kind == ModelKind.Builtin ? ModelLocator.Find(settings.Model.Path).Directory : null,
            UpstreamOf(settings),
            LikewiseServer.DescribeAccess(server));
        if (invocation.IsJson)
            invocation.WriteJson(started, CliJson.Default.ServeStarted);
        else
            Show(started, invocation.Terminal);

        await server.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Ok;
    }

    private static string UpstreamOf(LikewiseSettings settings)
    {
        var named = settings.Upstreams.Select(upstream => $"{upstream.Key} at {upstream.Value.BaseUrl}");
        var all = string.Join(", ", settings.Upstream.BaseUrl is { } last ? named.Append(last) : named);
        return all.Length > 0 ? all : "demo";
    }

    private static async Task ListenAsync(WebApplication server, string url, CancellationToken cancellationToken)
    {
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            throw new CommandException(
                ExitCode.Configuration,
                $"{url} cannot be listened on: {(fault.InnerException ?? fault).Message}. Another: --set server.url=….",
                fault);
        }
    }

    private static void Show(ServeStarted started, Terminal terminal)
    {
        Sheet.Facts(
            terminal.Screen,
            ("listening on", started.Url),
            ("store", started.Store),
            ("entries", started.Entries.ToString("N0", CultureInfo.InvariantCulture)),
            ("model", started.Model + (started.ModelDirectory is { } directory ? $" in {directory}" : ", of a service")),
            ("upstream", started.Upstream == "demo" ? "the built-in demo; a real one: upstream.baseUrl" : started.Upstream),
            ("open to", started.Access));
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(
            $$"""Try: curl {{started.Url}}/chat_semantic_cache --json '{"prompt":"How do I reset my password?"}'""");
        terminal.Output.WriteLine("Ctrl-C ends it.");
    }
}

/// <summary>The JSON that <c>serve</c> prints when it has started.</summary>
/// <param name="ModelDirectory">Null where a service embeds.</param>
/// <param name="Access">Who may ask.</param>
internal sealed record ServeStarted(
    string Url, string Store, int Entries, string Model, string? ModelDirectory, string Upstream, string Access);
