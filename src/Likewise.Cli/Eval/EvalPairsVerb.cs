using System.CommandLine;
using Likewise.Encoder;
using Likewise.Evaluation;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise eval pairs</c>: labelled pairs, each judged alone.</summary>
internal sealed class EvalPairsVerb : Verb
{
    private readonly EvalFlags _flags = new();

    private readonly Option<string> _a = new("--a")
    {
        Description = "The column of the prompt that has an answer.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string> _b = new("--b")
    {
        Description = "The column of the prompt that is asked.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string> _label = new("--label")
    {
        Description = "The column that says whether they may share the answer: 1 or true, 0 or false.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string?> _verifier = new("--verifier")
    {
        Description = "A cross-encoder's directory: measured alone, and in the cache as cache.verifyFrom and cache.verifyTo say; "
            + "without it, verifier.path.",
        HelpName = "DIR",
    };

    public EvalPairsVerb(Frame frame)
        : base(frame, "pairs", "Judges labelled pairs of prompts, each alone: one is the only entry, the other the request.")
    {
        _flags.AddTo(this);
        Options.Add(_a);
        Options.Add(_b);
        Options.Add(_label);
        Options.Add(_verifier);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise eval pairs --input pairs.tsv --a question1 --b question2 --label is_duplicate",
        "likewise eval pairs --input pairs.tsv.gz --a first --b second --label same --threshold 0.93 --json",
        "likewise eval pairs --input pairs.tsv --a first --b second --label same --plot pairs.svg",
        "likewise eval pairs --input pairs.tsv --a first --b second --label same --verifier ./duplicates --limit 2000",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = _flags.LoadSettings(invocation, ("verifier.path", invocation.Get(_verifier)));
        var input = invocation.Get(_flags.Input)!; // Required, as the three below.
        var pairs = await PairData.ReadAsync(
            input, invocation.Get(_a)!, invocation.Get(_b)!, invocation.Get(_label)!, cancellationToken);

        var options = WithVerifier(_flags.OptionsOf(invocation, settings), CacheHost.LoadVerifier(settings.Verifier));
        var embedder = await invocation.OpenEmbedderAsync(settings, cancellationToken);
        using var owned = embedder as IDisposable;
        var report = await EvalProgress.ShowAsync(invocation.Terminal, "pairs", progress => PairEvaluation.RunAsync(
            pairs, embedder, options, progress, cancellationToken));
        await _flags.DrawAsync(invocation, settings, (plot, progress) => PolicyPlots.OfPairsAsync(
            pairs, embedder, options, plot, progress, cancellationToken));

        if (invocation.IsJson)
            invocation.WriteJson(PairsShown.Of(report, input), EvalJson.Default.PairsShown);
        else
            PairsScreen.Show(report, invocation.Terminal.Screen);
        return ExitCode.Ok;
    }

    private static EvaluationOptions WithVerifier(EvaluationOptions options, CrossEncoderVerifier? verifier) => verifier is null
        ? options
        : options with
        {
            Configure = builder =>
            {
                options.Configure?.Invoke(builder);
                builder.UseVerifier(verifier);
            },
            PairScore = verifier.ScoreOf,
        };
}
