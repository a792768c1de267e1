using System.CommandLine;
using System.Text;
using Likewise.Evaluation;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>
/// <c>likewise eval calibrate</c>: makes the table that a cache which decides by evidence begins with, from streams of grouped
/// prompts in which nothing is served by meaning and everything scored.
/// </summary>
internal sealed class EvalCalibrateVerb : Verb
{
    private readonly Option<string[]> _inputs = new("--input")
    {
        Description = "A table of grouped prompts, as eval stream takes it; each is a set of its own. May be repeated.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Where the table is written; without it, to the screen.",
        HelpName = "FILE",
    };

    private readonly Option<long> _seed = new("--seed")
    {
        Description = "Fixes the random order of each table.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    public EvalCalibrateVerb(Frame frame)
        : base(frame, "calibrate", "Makes the table of scores that a bound on wrong hits begins with, from grouped prompts.")
    {
        foreach (var option in new Option[] { _inputs, _output, _seed })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise eval calibrate --input tickets.tsv --output calibration.txt",
        "likewise serve --set cache.decision=bound:0.02 --set cache.boundCalibration=calibration.txt",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings(("cache.decision", "bound")).Settings;
        var embedder = await invocation.OpenEmbedderAsync(settings, cancellationToken);
        using var owned = embedder as IDisposable;

        var scores = new List<(string Set, double Score, bool IsRight)>();
        foreach (var input in invocation.Get(_inputs)!) // Required.
        {
            var prompts = await PromptData.ReadAsync(input, cancellationToken: cancellationToken);
            var report = await EvalProgress.ShowAsync(
                invocation.Terminal, Path.GetFileName(input),
                progress => StreamEvaluation.RunAsync(
                    prompts, embedder, OptionsOf(invocation, settings), progress, cancellationToken));
            scores.AddRange(report.Scores.Select(score => (NameOf(input), score.Score, score.IsRight)));
        }

        var verdict = settings.Cache.Bound.VerdictFile;
        var scorer = verdict is null ? SemanticCache.ScorerName : VerdictModel.Load(verdict).Name;
        Write(invocation, Calibration.Of(scorer, embedder.Identity.Model, scores));
        return ExitCode.Ok;
    }

    /// <summary>A cache that knows nothing and is told nothing: it serves nothing by meaning, and says how sure it was.</summary>
    private EvaluationOptions OptionsOf(Invocation invocation, LikewiseSettings settings) => new()
    {
        TellsOutcomes = false,
        Seed = invocation.Get(_seed),
        Time = invocation.Terminal.Time,
        Configure = builder => CacheHost.Configure(builder, settings)
            .Configure(options => options.Bound.Calibration = Calibration.None),
    };

    private void Write(Invocation invocation, Calibration calibration)
    {
        if (invocation.Get(_output) is not { } path)
        {
            calibration.Write(invocation.Terminal.Output);
            return;
        }

        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        calibration.Write(file);
    }

    /// <summary>The file's name up to its first dot: <c>clinc150</c>.</summary>
    private static string NameOf(string path) => Path.GetFileName(path).Split('.')[0];
}
