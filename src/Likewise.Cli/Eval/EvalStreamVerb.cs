using System.CommandLine;
using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary><c>likewise eval stream</c>: grouped prompts arrive one by one at an empty cache.</summary>
internal sealed class EvalStreamVerb : Verb
{
    private readonly EvalFlags _flags = new();

    private readonly Option<string?> _groupColumn = new("--group-column")
    {
        Description = "The column of the group; without it, the one called group, cluster, intent, topic, category or label.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _textColumn = new("--text-column")
    {
        Description = "The column of the prompt; without it, the one called prompt, question, utterance, query or text.",
        HelpName = "NAME",
    };

    public EvalStreamVerb(Frame frame)
        : base(frame, "stream", "Sends grouped prompts one by one to an empty cache; a hit is right within the prompt's group.")
    {
        _flags.AddTo(this);
        Options.Add(_groupColumn);
        Options.Add(_textColumn);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise eval stream --input prompts.tsv",
        "likewise eval stream --input prompts.tsv.gz --threshold 0.93 --limit 10000 --seed 2 --json",
        "likewise eval stream --input tickets.tsv --group-column topic --text-column subject",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = _flags.LoadSettings(invocation);
        var input = invocation.Get(_flags.Input)!; // Required.
        var prompts = await PromptData.ReadAsync(
            input, invocation.Get(_groupColumn), invocation.Get(_textColumn), cancellationToken);

        var embedder = await invocation.OpenEmbedderAsync(settings, cancellationToken);
        using var owned = embedder as IDisposable;
        var report = await EvalProgress.ShowAsync(invocation.Terminal, "requests", progress => StreamEvaluation.RunAsync(
            prompts, embedder, _flags.OptionsOf(invocation, settings), progress, cancellationToken));

        if (invocation.IsJson)
            invocation.WriteJson(StreamShown.Of(report, input), EvalJson.Default.StreamShown);
        else
            StreamScreen.Show(report, invocation.Terminal.Screen);
        return ExitCode.Ok;
    }
}
