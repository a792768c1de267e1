using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Likewise.Cli;

/// <summary><c>likewise popular</c>: which prompts a running server is asked for most. They are in its memory alone.</summary>
internal sealed class PopularVerb : Verb
{
    private readonly Option<string?> _server = ServerCall.ServerOption();

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many are shown.", HelpName = "COUNT", DefaultValueFactory = _ => 20,
    };

    public PopularVerb(Frame frame)
        : base(frame, "popular", "Shows which prompts a running server is asked for most, hits and misses alike.")
    {
        Options.Add(_server);
        Options.Add(_limit);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise popular --server http://127.0.0.1:7411", "likewise popular --server http://127.0.0.1:7411 --limit 100 --json"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Get(_server) is not { } server)
            throw new CommandException(ExitCode.Usage, "--server is missing: a server keeps this in its memory alone.");

        var settings = invocation.LoadSettings().Settings;
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/cache/popular?limit={invocation.Get(_limit)}");
        var (status, found) = await ServerCall.GetAsync(server, path, settings.Access.Key, cancellationToken);
        if (!found.TryGetProperty("prompts", out var prompts))
            throw new CommandException(ExitCode.Usage, $"{server} refuses with {(int)status}: --limit {invocation.Get(_limit)}.");
        if (invocation.IsJson)
            invocation.WriteJson(found.WriteTo);
        else
            Show(prompts, invocation.Terminal);
        return ExitCode.Ok;
    }

    private static void Show(JsonElement prompts, Terminal terminal)
    {
        var sheet = Sheet.Of(null, "prompt", "namespace", ">asks", "fresh until");
        foreach (var one in prompts.EnumerateArray())
            Sheet.Row(
                sheet, Sheet.Line(one.GetProperty("prompt").GetString() ?? "", 60),
                one.GetProperty("namespace").GetString() ?? "",
                one.GetProperty("asks").GetInt64().ToString("N0", CultureInfo.InvariantCulture),
                one.TryGetProperty("freshUntil", out var until) ? until.GetString() ?? "" : "not answered");
        terminal.Screen.Write(sheet);
    }
}
