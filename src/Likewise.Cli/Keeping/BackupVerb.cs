using System.CommandLine;
using System.Globalization;

namespace Likewise.Cli;

/// <summary><c>likewise backup</c>: a copy of the store as it is at one moment, beside whoever uses it.</summary>
internal sealed class BackupVerb : Verb
{
    private readonly Argument<string> _to = new("to") { Description = "The backup, a directory that does not exist yet." };

    private readonly Option<string?> _rate = new("--rate")
    {
        Description = "How many bytes a second are read at most, such as 20MiB. Default: as fast as it goes.",
        HelpName = "SIZE",
    };

    public BackupVerb(Frame frame)
        : base(frame, "backup", "Makes a backup of the store, also while a server uses it.")
    {
        Arguments.Add(_to);
        Options.Add(_rate);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise backup /backups/monday", "likewise backup --data ./likewise-data --rate 20MiB /backups/monday"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var options = new BackupOptions
        {
            BytesPerSecondMax = invocation.Get(_rate) is { } rate ? AmountText.Parse("--rate", rate, isSize: true) : null,
            EvidenceFile = KeptFiles.EvidenceOf(settings),
        };
        var manifest = await CacheBackup.CreateAsync(
            KeptFiles.StoreOf(settings), invocation.Get(_to)!, options, invocation.Terminal.Time,
            new ProgressLine(invocation.Terminal, "backing up"), cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(BackupMade.Of(invocation.Get(_to)!, manifest), KeepingJson.Default.BackupMade);
        else
            Sheet.Facts(
                invocation.Terminal.Screen,
                ("backup", Path.GetFullPath(invocation.Get(_to)!)),
                ("entries", manifest.Entries.ToString("N0", CultureInfo.InvariantCulture)),
                ("bytes", AmountText.Size(manifest.Files.Sum(file => file.Bytes))));
        return ExitCode.Ok;
    }
}

/// <summary>The JSON of <c>backup</c>.</summary>
internal sealed record BackupMade(string Directory, DateTimeOffset CreatedAt, long Entries, long PayloadBytes, long Bytes)
{
    public static BackupMade Of(string directory, BackupManifest manifest) => new(
        Path.GetFullPath(directory), manifest.CreatedAt, manifest.Entries, manifest.PayloadBytes,
        manifest.Files.Sum(file => file.Bytes));
}
