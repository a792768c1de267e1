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

    private readonly Option<string?> _scopeColumn = new("--scope-column")
    {
        Description = "The column of the namespace that a prompt is asked in; without it, all are asked in one.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _then = new("--then")
    {
        Description = "Another table, whose prompts follow in the same cache: how soon is the bound kept again?",
        HelpName = "FILE",
    };

    private readonly Option<string> _answers = new("--answers")
    {
        Description = "Whether a group is answered in the very same words, repeat, or each prompt in others, anew.",
        HelpName = "repeat|anew",
        DefaultValueFactory = _ => "anew",
    };

    private readonly Option<string?> _decisionLog = new("--decision-log")
    {
        Description = "A file that the decisions are written to, with the labels as outcomes, for likewise tune.",
        HelpName = "FILE",
    };

    public EvalStreamVerb(Frame frame)
        : base(frame, "stream", "Sends grouped prompts one by one to an empty cache; a hit is right within the prompt's group.")
    {
        _flags.AddTo(this);
        Options.Add(_flags.NoiseFloor);
        Options.Add(_groupColumn);
        Options.Add(_textColumn);
        Options.Add(_scopeColumn);
        Options.Add(_then);
        Options.Add(_answers.AcceptOnlyFromAmong("repeat", "anew"));
        Options.Add(_decisionLog);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise eval stream --input prompts.tsv",
        "likewise eval stream --input prompts.tsv.gz --threshold 0.93 --limit 10000 --seed 2 --json",
        "likewise eval stream --input tickets.tsv --group-column topic --text-column subject",
        "likewise eval stream --input prompts.tsv --decision bound:0.02 --set cache.auditShare=0.1 --then others.tsv",
        "likewise eval stream --input prompts.tsv --plot prompts.svg --noise-floor 0.5",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Get(_decisionLog) is { } log && File.Exists(log))
            throw new CommandException(ExitCode.Usage, $"--decision-log: {log} exists, and would hold what another cache did.");
        var settings = _flags.LoadSettings(invocation);
        var input = invocation.Get(_flags.Input)!; // Required.
        var prompts = await ReadAsync(invocation, input, cancellationToken);
        var later = invocation.Get(_then) is { } then ? await ReadAsync(invocation, then, cancellationToken) : [];
        var options = _flags.OptionsOf(invocation, settings) with
        {
            Later = [.. later.Select(Apart)], AnswersRepeat = invocation.Get(_answers) == "repeat",
            DecisionLog = invocation.Get(_decisionLog),
        };

        var embedder = await invocation.OpenEmbedderAsync(settings, cancellationToken);
        using var owned = embedder as IDisposable;
        var report = await EvalProgress.ShowAsync(invocation.Terminal, "requests", progress => StreamEvaluation.RunAsync(
            prompts, embedder, options, progress, cancellationToken));
        await _flags.DrawAsync(invocation, settings, (plot, progress) => PolicyPlots.OfStreamAsync(
            prompts, embedder, options with { Later = [], DecisionLog = null }, plot, progress, cancellationToken));

        if (invocation.IsJson)
            invocation.WriteJson(StreamShown.Of(report, input), EvalJson.Default.StreamShown);
        else
            StreamScreen.Show(report, invocation.Terminal.Screen);
        return ExitCode.Ok;
    }

    private Task<IReadOnlyList<LabelledPrompt>> ReadAsync(
        Invocation invocation, string path, CancellationToken cancellationToken) => PromptData.ReadAsync(
            path, invocation.Get(_groupColumn), invocation.Get(_textColumn), invocation.Get(_scopeColumn), cancellationToken);

    /// <summary>Groups of two tables are not the same because they are called the same.</summary>
    private static LabelledPrompt Apart(LabelledPrompt prompt) => prompt with { Group = "later " + prompt.Group };
}
