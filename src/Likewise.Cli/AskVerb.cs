using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise ask</c>: one prompt through the cache to the upstream, as the server would take it.</summary>
internal sealed class AskVerb : Verb
{
    private readonly PromptOptions _prompt = new();

    public AskVerb(Frame frame)
        : base(frame, "ask", "Asks a prompt: the cache answers, or the upstream does and the cache keeps it.")
    {
        _prompt.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise ask \"How do I reset my password?\"",
        "likewise ask --set upstream.baseUrl=http://127.0.0.1:11434/v1 --set upstream.model=llama3.2 \"Why is the sky blue?\"",
        "likewise ask --json - < prompt.txt | jq -r .response",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var request = await _prompt.ReadAsync(invocation, settings, cancellationToken);
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var time = invocation.Terminal.Time;
        using var upstream = new UpstreamModel(settings, time);
        var started = time.GetTimestamp();
        var answer = await host.Cache.GetOrCreateAsync(request, upstream.AnswerAsync, cancellationToken: cancellationToken);
        var took = time.GetElapsedTime(started);

        if (invocation.IsJson)
            invocation.WriteJson(AskFound.Of(answer, took), CliJson.Default.AskFound);
        else
            Show(answer, upstream.Kind, took, invocation.Terminal);
        return ExitCode.Ok;
    }

    private static void Show(CacheAnswer answer, string upstream, TimeSpan took, Terminal terminal)
    {
        terminal.Output.WriteLine(Sheet.Block(answer.Response.Text));
        terminal.Output.WriteLine();
        var facts = new List<(string, string)>();
        if (answer.Stored is { } stored)
        {
            facts.Add(("source", $"upstream ({upstream})"));
            facts.Add(("stored", stored switch
            {
                { Id: { } id } => id.ToString(),
                { Status: StoreStatus.Queued } => "behind this answer",
                _ => $"no: {stored.Reason}",
            }));
        }

        facts.AddRange(ResultText.Of(answer.Lookup));
        facts.Add(("took", ResultText.Duration(took)));
        Sheet.Facts(terminal.Screen, [.. facts]);
    }
}

/// <summary>The JSON of <c>ask</c>.</summary>
/// <param name="Source"><c>cache</c> or <c>llm</c>, as the server says it.</param>
/// <param name="Id">The entry that answered, or the one that was stored; null where nothing was stored.</param>
/// <param name="TookMs">All together, the upstream included.</param>
internal sealed record AskFound(string Response, string Source, string? Id, double TookMs, LookupFound Lookup)
{
    public static AskFound Of(CacheAnswer answer, TimeSpan took)
    {
        var id = answer.Lookup is LookupHit hit ? hit.Entry.Id : answer.Stored?.Id;
        return new AskFound(
            answer.Response.Text, answer.IsHit ? "cache" : "llm", id?.ToString(), took.TotalMilliseconds,
            LookupFound.Of(answer.Lookup));
    }
}
