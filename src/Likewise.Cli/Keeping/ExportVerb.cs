using System.CommandLine;
using System.Globalization;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise export</c>: entries as lines of JSON, without a server.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly EntryFilterOptions _filter = new();
    private readonly Argument<string> _to = new("to") { Description = "The file; written whole, then put in place." };

    private readonly Option<bool> _withoutVectors = new("--without-vectors")
    {
        Description = "Leaves vectors out: whoever takes the entries in embeds them anew.",
    };

    public ExportVerb(Frame frame)
        : base(frame, "export", "Writes entries to a file of JSON lines (docs/formats/entries.md).")
    {
        Arguments.Add(_to);
        _filter.AddTo(this);
        Options.Add(_withoutVectors);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise export entries.jsonl", "likewise export --tag faq --without-vectors faq.jsonl"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(invocation.Get(_to)!);
        var settings = invocation.LoadSettings().Settings;
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var draft = path + ".part";
        int count;
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            count = await EntryExport.WriteAsync(
                host.Cache, _filter.Read(invocation), !invocation.Get(_withoutVectors), file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        if (invocation.IsJson)
            invocation.WriteJson(new EntriesExported(path, count), KeepingJson.Default.EntriesExported);
        else
            invocation.Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} entries."));
        return ExitCode.Ok;
    }
}

/// <summary>The JSON of <c>export</c>.</summary>
internal sealed record EntriesExported(string File, int Entries);
