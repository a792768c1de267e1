using System.CommandLine;
using System.Globalization;
using Likewise.Server;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary><c>likewise demo</c>: real-life questions through the whole cache, and an account of what came of them.</summary>
internal sealed class DemoVerb : Verb
{
    /// <summary>Short, so that the demo is over soon; long enough that the cache's own time is seen to be small.</summary>
    private const string DelayDefault = "100ms";

    private const int WrongShown = 6;

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Decides the order of the questions; the same seed gives the same counts. Default: 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _threshold = new("--threshold")
    {
        Description = "Least cosine similarity of two questions that share an answer: short for --set cache.similarityMin.",
        HelpName = "COSINE",
    };

    private readonly Option<string> _delay = new("--delay")
    {
        Description = $"How long the built-in upstream takes over an answer. Default: {DelayDefault}.",
        HelpName = "DURATION",
        DefaultValueFactory = _ => DelayDefault,
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "Asks only so many of the questions.", HelpName = "N" };

    public DemoVerb(Frame frame)
        : base(frame, "demo", "Asks real-life questions through the whole cache, from an empty one, and says what came of them.")
    {
        Options.Add(_seed);
        Options.Add(_threshold);
        Options.Add(_delay);
        Options.Add(_limit);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise demo", "likewise demo --threshold 0.85", "likewise demo --seed 7 --delay 0s --json | jq .wrong_hits"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var seed = invocation.Get(_seed);
        var questions = QuestionSet.Shuffle(QuestionSet.Read(), seed);
        if (invocation.Get(_limit) is { } limit)
            questions = limit >= 1 ? [.. questions.Take(limit)] : throw new CommandException(
                ExitCode.Usage, $"--limit {limit}: a number of at least 1 was expected.");

        var directory = Directory.CreateTempSubdirectory("likewise-demo-");
        try
        {
            var settings = invocation.LoadSettings(
                ("cache.similarityMin", invocation.Get(_threshold)),
                ("demo.delay", invocation.Get(_delay)),
                ("store.path", Path.Combine(directory.FullName, "demo.db"))).Settings;
            await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
            var tally = await ReplayAsync(invocation, host.Cache, settings, questions, cancellationToken);
            if (invocation.IsJson)
            {
                var found = DemoFound.Of(tally, seed, host.Embedder.Identity, settings.Cache.SimilarityMin);
                invocation.WriteJson(found, CliJson.Default.DemoFound);
            }
            else
            {
                var terminal = invocation.Terminal;
                terminal.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tally.Requests} questions, seed {seed}, {host.Embedder.Identity.Model}, similarity at least "
                    + $"{settings.Cache.SimilarityMin:0.00##}, a model that takes {ResultText.Duration(settings.Demo.Delay)}"));
                DemoReport.Show(tally, WrongShown, terminal.Screen);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        return ExitCode.Ok;
    }

    private static async Task<DemoTally> ReplayAsync(
        Invocation invocation, SemanticCache cache, LikewiseSettings settings, IReadOnlyList<DemoQuestion> questions,
        CancellationToken cancellationToken)
    {
        var tally = new DemoTally();
        var time = invocation.Terminal.Time;
        var replay = new DemoReplay(cache, new DemoModel(settings.Demo, time).AnswerAsync, time);
        var notices = invocation.Terminal.Notices;
        if (!notices.Profile.Capabilities.Interactive)
        {
            await replay.RunAsync(questions, tally, _ => NoteTenths(invocation, tally, questions.Count), cancellationToken);
            return tally;
        }

        var screen = new DemoScreen(tally, questions.Count, time);
        await notices.Live(screen.Render(notices.Profile.Width)).AutoClear(true).StartAsync(async live =>
        {
            await replay.RunAsync(
                questions, tally,
                step =>
                {
                    screen.Add(step);
                    live.UpdateTarget(screen.Render(notices.Profile.Width));
                },
                cancellationToken);
        });
        return tally;
    }

    /// <summary>Where nobody watches a line grow, a line for every tenth of the way.</summary>
    private static void NoteTenths(Invocation invocation, DemoTally tally, int questions)
    {
        if (tally.Requests * 10 / questions > (tally.Requests - 1) * 10 / questions)
        {
            invocation.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"demo: {tally.Requests} of {questions} asked, {tally.Hits} answered from the cache, "
                + $"{tally.WrongHits.Count} of them wrongly"));
        }
    }
}
