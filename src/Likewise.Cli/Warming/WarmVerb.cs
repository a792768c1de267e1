using System.CommandLine;
using System.IO.Pipelines;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise warm</c>: asks the model before anybody asks.</summary>
internal sealed class WarmVerb : Verb
{
    private readonly Argument<string?> _from = new("from")
    {
        Description = "A file of prompts, UTF-8, one a line: as it stands, or a JSON object as `load` takes it, no answer.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _entries = new("--entries")
    {
        Description = "Asks again about entries that end soon (--within), those that end first at the beginning.",
    };

    private readonly Option<int?> _popular = new("--popular")
    {
        Description = "Asks about so many of the prompts that a running server (--server) is asked for most.", HelpName = "COUNT",
    };

    private readonly Option<string?> _within = new("--within")
    {
        Description = "Asks again where an answer is fresh for no longer than this, such as 2h.", HelpName = "DURATION",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Asks again whatever is answered already." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Goes on where the last run on this file ended." };
    private readonly Option<string?> _server = ServerCall.ServerOption();
    private readonly EntryFilterOptions _filter = new();
    private readonly WarmFlags _flags = new();

    public WarmVerb(Frame frame)
        : base(frame, "warm", "Asks the model before anybody asks, and stores its answers. Exit code 1 when some are missing.")
    {
        Arguments.Add(_from);
        foreach (var option in new Option[] { _entries, _popular, _within, _all, _resume, _server })
            Options.Add(option);
        _filter.AddTo(this);
        _flags.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise warm questions.txt --dry-run",
        "likewise warm questions.jsonl --requests-per-minute 60 --cost-max 5",
        "likewise warm --entries --within 2h --namespace faq",
        "likewise warm questions.txt --server http://127.0.0.1:7411",
        "likewise warm --popular 100 --within 1h --server http://127.0.0.1:7411",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var (path, isOfEntries, popular) = (invocation.Get(_from), invocation.Get(_entries), invocation.Get(_popular));
        if ((path is null ? 0 : 1) + (isOfEntries ? 1 : 0) + (popular is null ? 0 : 1) != 1)
            throw new CommandException(ExitCode.Usage, "One source was expected: a file, --entries, or --popular.");
        if (popular is not null && (popular < 1 || invocation.Get(_server) is null))
            throw new CommandException(ExitCode.Usage, "--popular needs a number from 1, and --server: only a server knows.");
        var within = ReadWithin(invocation);
        if (isOfEntries && within is null)
            throw new CommandException(ExitCode.Usage, "--entries needs --within, such as --within 2h, or --all.");

        var settings = invocation.LoadSettings().Settings;
        var found = invocation.Get(_server) is { } server
            ? await new ServerWarming(invocation, server, settings.Access.Key).RunAsync(
                path, popular, _filter.Read(invocation), within, _flags.Write(invocation), invocation.Get(_resume),
                cancellationToken)
            : await RunHereAsync(invocation, settings, path, within, cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(found, WarmJson.Default.WarmFound);
        else
            found.Show(invocation.Terminal);
        if (found.Faults is not null)
            invocation.Note($"likewise warm: which prompts have no answer, and why: {found.Faults}.");
        return found.IsWhole ? ExitCode.Ok : ExitCode.No;
    }

    private TimeSpan? ReadWithin(Invocation invocation)
    {
        if (invocation.Get(_all))
            return TimeSpan.MaxValue;
        if (invocation.Get(_within) is not { } text)
            return null;
        return DurationText.TryParse(text, out var within)
            ? within
            : throw new CommandException(ExitCode.Usage, $"--within {text}: a duration such as 90s, 15m or 2h was expected.");
    }

    private async Task<WarmFound> RunHereAsync(
        Invocation invocation, LikewiseSettings settings, string? path, TimeSpan? within, CancellationToken cancellationToken)
    {
        var prices = PriceTable.Load(settings.Prices.Path);
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        using var model = new UpstreamModel(settings, invocation.Terminal.Time);
        var options = _flags.Read(invocation, prices, within);
        var line = new ProgressLine(invocation.Terminal, "warming");
        if (path is null)
        {
            var until = within == TimeSpan.MaxValue
                ? DateTimeOffset.MaxValue
                : invocation.Terminal.Time.GetUtcNow() + within!.Value; // Entries need one.
            var entries = WarmSource.Entries(host.Cache, settings, _filter.Read(invocation), until).ToArray();
            WarmRun? run = null;
            run = new WarmRun(host.Cache, model, prices, options)
            {
                OnDone = done => line.Report(run!.Tally, done.Line, entries.Length), // Told only while it runs.
            };
            await run.RunAsync(entries.ToAsyncEnumerable(), cancellationToken);
            return WarmFound.Of(run.Tally, null);
        }

        using var file = WarmFile.Open(path, invocation.Get(_resume));
        var ofFile = new WarmRun(host.Cache, model, prices, options)
        {
            OnFault = file.Journal.Fail,
            OnDone = done => file.Done(done, options.IsDryRun, line),
        };
        file.Run = ofFile;
        try
        {
            var name = _filter.Read(invocation).Namespace;
            var prompts = WarmSource.ReadLinesAsync(
                PipeReader.Create(file.Stream, new StreamPipeReaderOptions(leaveOpen: true)), file.From, settings,
                request => name is null ? request : request with { Namespace = name }, cancellationToken);
            await ofFile.RunAsync(prompts, cancellationToken);
        }
        catch (WarmException fault)
        {
            throw new CommandException(ExitCode.Usage, $"'{path}' is not for warming. {fault.Message}");
        }

        return WarmFound.Of(ofFile.Tally, file.End(options.IsDryRun));
    }
}
