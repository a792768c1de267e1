using System.CommandLine;

namespace Likewise.Cli;

/// <summary><c>likewise lookup</c>: whether the cache has an answer, without asking the model.</summary>
internal sealed class LookupVerb : Verb
{
    private readonly PromptOptions _prompt = new();

    private readonly Option<double?> _threshold = new("--threshold")
    {
        Description = "Asks for more likeness than the settings do; less has no effect.",
        HelpName = "COSINE",
    };

    public LookupVerb(Frame frame)
        : base(frame, "lookup", "Looks a prompt up without asking the model. Exit code 0 for a hit, 1 for a miss.")
    {
        _prompt.AddTo(this);
        Options.Add(_threshold);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise lookup \"How can I get into my account again?\"",
        "likewise lookup --threshold 0.95 \"How can I get into my account again?\"",
        "likewise lookup --json \"How do I reset my password?\" | jq .similarity",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var request = await _prompt.ReadAsync(invocation, settings, cancellationToken);
        if (invocation.Get(_threshold) is { } threshold)
            request = request with { Directives = request.Directives with { SimilarityMin = threshold } };

        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var least = host.Cache.SimilarityMinOf(request.Namespace);
        if (request.Directives.SimilarityMin < least)
            invocation.Note($"likewise lookup: --threshold {request.Directives.SimilarityMin} has no effect: {least} is needed; "
                + $"to lower that, use --set cache.similarityMin=…, or that of the namespace.");
        var result = await host.Cache.LookupAsync(request, cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(LookupFound.Of(result), CliJson.Default.LookupFound);
        else
            Show(result, invocation.Terminal);
        return result is LookupHit ? ExitCode.Ok : ExitCode.No;
    }

    private static void Show(LookupResult result, Terminal terminal)
    {
        if (result is LookupHit hit)
        {
            terminal.Output.WriteLine(Sheet.Block(hit.Response.Text));
            terminal.Output.WriteLine();
        }

        Sheet.Facts(terminal.Screen, [.. ResultText.Of(result)]);
    }
}
