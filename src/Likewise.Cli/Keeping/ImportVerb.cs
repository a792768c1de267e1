using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise import</c>, or <c>load</c>: takes lines of JSON in, however many, and goes on where it ended.</summary>
internal sealed class ImportVerb : Verb
{
    private readonly Argument<string> _from = new("from") { Description = "The file, UTF-8, one JSON object a line." };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Goes on where the last run on this file ended, however it ended.",
    };

    private readonly Option<bool> _embedAnew = new("--embed-anew")
    {
        Description = "Puts vectors that come with entries aside and embeds their prompts.",
    };

    private readonly Option<bool> _confirmed = new("--confirmed")
    {
        Description = "Stands behind the answers: they count as confirmed by as many as cache.confirmationsMin asks for.",
    };

    private readonly Option<string?> _tenant = new("--tenant")
    {
        Description = "Whose the entries are from now on. Default: those of all who have no tenant.",
        HelpName = "NAME",
    };

    public ImportVerb(Frame frame)
        : base(frame, "import", "Takes entries, or prompts with answers, from a file of JSON lines. Exit code 1 when some fail.")
    {
        Aliases.Add("load");
        Arguments.Add(_from);
        Options.Add(_resume);
        Options.Add(_embedAnew);
        Options.Add(_confirmed);
        Options.Add(_tenant);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise import entries.jsonl",
        "likewise load --resume faq.jsonl",
        "echo '{\"prompt\": \"What is a cache?\", \"response\": \"This.\"}' > one.jsonl && likewise load one.jsonl",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(invocation.Get(_from)!);
        if (!File.Exists(path))
            throw new CommandException(ExitCode.Usage, $"'{path}' is not there.");
        var journal = new LoadJournal(path);
        var from = invocation.Get(_resume) ? journal.Read() : default;
        var settings = invocation.LoadSettings().Settings;
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (from.Bytes > file.Length)
            throw new CommandException(ExitCode.Usage, $"'{path}' is shorter than what was read of it: leave --resume out.");

        file.Position = from.Bytes;
        var line = new ProgressLine(invocation.Terminal, "loading");
        journal.Begin(from);
        var load = new EntryLoad(host.Cache, settings, invocation.Get(_tenant) ?? "")
        {
            EmbedsAnew = invocation.Get(_embedAnew),
            IsConfirmed = invocation.Get(_confirmed),
            OnFault = journal.Fail,
            OnStored = position =>
            {
                journal.Write(position);
                line.Report(position, file.Length);
                return ValueTask.CompletedTask;
            },
        };
        var input = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        await load.RunAsync(input, from, cancellationToken);
        await input.CompleteAsync();
        journal.End();
        Report(invocation, load, journal);
        return load.Position.Failed == 0 ? ExitCode.Ok : ExitCode.No;
    }

    private static void Report(Invocation invocation, EntryLoad load, LoadJournal journal)
    {
        var (stored, failed) = (load.Position.Stored, load.Position.Failed);
        var faults = failed > 0 ? journal.FaultsPath : null;
        if (invocation.IsJson)
            invocation.WriteJson(
                new EntriesImported(stored, failed, load.HasEnd, faults), KeepingJson.Default.EntriesImported);
        else
            invocation.Terminal.Output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{stored:N0} stored, {failed:N0} not."));
        if (faults is not null)
            invocation.Note($"likewise import: which lines were not stored, and why: {faults}.");
    }
}

/// <summary>The JSON of <c>import</c>.</summary>
/// <param name="HasEnd">Whether the line with which an export ends was there: without it, an export was cut short.</param>
/// <param name="Faults">The file that names each line that was not stored; null where all were.</param>
internal sealed record EntriesImported(long Stored, long Failed, bool HasEnd, string? Faults);
