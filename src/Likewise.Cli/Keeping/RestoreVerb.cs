using System.CommandLine;
using System.Globalization;
using Likewise.Sqlite;

namespace Likewise.Cli;

/// <summary><c>likewise restore</c>: puts a backup back in the store's place.</summary>
internal sealed class RestoreVerb : Verb
{
    private readonly Argument<string> _from = new("from") { Description = "The backup's directory." };

    private readonly Option<bool> _replace = new("--replace")
    {
        Description = "Replaces the store that is there; it is kept aside until the restored one has been opened.",
    };

    private readonly Option<bool> _withoutEnded = new("--without-ended")
    {
        Description = "Leaves out entries that have ended since the backup was made.",
    };

    public RestoreVerb(Frame frame)
        : base(frame, "restore", "Puts a backup back. What was removed since it was made is there again.")
    {
        Arguments.Add(_from);
        Options.Add(_replace);
        Options.Add(_withoutEnded);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["likewise restore /backups/monday", "likewise restore --replace --without-ended /backups/monday"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var options = new RestoreOptions
        {
            Replaces = invocation.Get(_replace),
            WithoutEnded = invocation.Get(_withoutEnded),
            EvidenceFile = KeptFiles.EvidenceOf(settings),
        };
        var restored = await KeptFiles.StoreOf(settings).RestoreAsync(
            invocation.Get(_from)!, options, invocation.Terminal.Time, new ProgressLine(invocation.Terminal, "looking it over"),
            cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(StoreRestored.Of(restored), KeepingJson.Default.StoreRestored);
        else
            Sheet.Facts(
                invocation.Terminal.Screen,
                ("entries", restored.Entries.ToString("N0", CultureInfo.InvariantCulture)),
                ("left out, ended", restored.Ended.ToString("N0", CultureInfo.InvariantCulture)),
                ("as of", restored.Backup.CreatedAt.ToString("u", CultureInfo.InvariantCulture)));
        return ExitCode.Ok;
    }
}

/// <summary>The JSON of <c>restore</c>.</summary>
internal sealed record StoreRestored(long Entries, long Ended, DateTimeOffset BackupCreatedAt)
{
    public static StoreRestored Of(RestoredStore restored) => new(restored.Entries, restored.Ended, restored.Backup.CreatedAt);
}
