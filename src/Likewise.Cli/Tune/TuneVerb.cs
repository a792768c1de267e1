using System.CommandLine;
using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary><c>likewise tune</c>: replays a decision log with other policies, and recommends one.</summary>
internal sealed class TuneVerb : Verb
{
    private readonly Option<string> _log = new("--log")
    {
        Description = "The decision log, as cache.decisionLog names it; the files set aside beside it are read too.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<double> _maxWrong = new("--max-wrong")
    {
        Description = "The largest share of the hits by meaning that may be wrong.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.02,
    };

    public TuneVerb(Frame frame)
        : base(frame, "tune", "Replays recorded decisions with other thresholds, guards and lives, and recommends.")
    {
        _maxWrong.Validators.Add(share =>
        {
            if (!(share.GetValueOrDefault<double>() is > 0 and < 1))
                share.AddError("--max-wrong: a share between 0 and 1 was expected.");
        });
        Options.Add(_log);
        Options.Add(_maxWrong);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise tune --log decisions.log",
        "likewise tune --log decisions.log --max-wrong 0.01 --json",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var path = invocation.Get(_log)!; // Required.
        var options = new TuneOptions { WrongShareMax = invocation.Get(_maxWrong) };
        var report = await ReplayAsync(path, options, invocation.Terminal, cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(TuneShown.Of(report, path), EvalJson.Default.TuneShown);
        else
            TuneScreen.Show(report, invocation.Terminal.Screen);
        return ExitCode.Ok;
    }

    private static async Task<TuneReport> ReplayAsync(
        string path, TuneOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            return await EvalProgress.ShowAsync(terminal, "lookups", progress => Task.Run(
                () => LogTuning.Run(path, options, terminal.Time, progress, cancellationToken), cancellationToken));
        }
        catch (Exception fault) when (fault is FileNotFoundException or InvalidDataException)
        {
            throw new CommandException(ExitCode.Usage, fault.Message);
        }
    }
}
