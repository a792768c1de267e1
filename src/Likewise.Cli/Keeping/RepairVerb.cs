using System.CommandLine;
using System.Globalization;
using Likewise.Sqlite;

namespace Likewise.Cli;

/// <summary><c>likewise repair</c>: makes a store sound again, and says what could not be kept.</summary>
internal sealed class RepairVerb : Verb
{
    private readonly Option<bool> _doubtful = new("--with-doubtful")
    {
        Description = "Takes rows of which nobody can say any more whether they were removed: some may come back.",
    };

    public RepairVerb(Frame frame)
        : base(frame, "repair", "Mends a damaged store; as it was, it is kept beside it. Exit code 1 when entries are lost.") =>
        Options.Add(_doubtful);

    public override IReadOnlyList<string> Examples { get; } = ["likewise repair", "likewise repair --json --with-doubtful"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var report = await KeptFiles.StoreOf(settings).RepairAsync(
            new RepairOptions { TakesDoubtful = invocation.Get(_doubtful) },
            new ProgressLine(invocation.Terminal, "mending"), cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(StoreRepaired.Of(report), KeepingJson.Default.StoreRepaired);
        else
            Show(report, invocation.Terminal);
        if (!report.Result.IsSound)
            throw new CommandException(ExitCode.Store, "what was mended is not sound: restore a backup.");
        return report.Lost.IsSound && report.Invalidated == 0 && !report.IsBroken ? ExitCode.Ok : ExitCode.No;
    }

    private static void Show(RepairReport report, Terminal terminal)
    {
        if (report.WasSound)
        {
            terminal.Output.WriteLine("Nothing is wrong; nothing was touched.");
            return;
        }

        Sheet.Facts(
            terminal.Screen,
            ("entries kept", Number(report.Kept)),
            ("record of use begun anew", Number(report.ActivityBegunAnew)),
            ("read and not believed", Number(report.Lost.Entries)),
            ("perhaps invalidated", Number(report.Invalidated)),
            ("ways to entries lost", report.IsBroken ? "yes: some may be lost that nobody can name" : "no"),
            ("pages left, doubtful", Number(report.DoubtfulPages)),
            ("the store as it was", report.Copy ?? ""));
        if (!report.Lost.IsSound)
            FindingsSheet.Show(report.Lost, terminal);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>The JSON of <c>repair</c>.</summary>
/// <param name="Copy">Where the store as it was lies; absent where nothing was touched.</param>
/// <param name="Invalidated">Entries that may have been invalidated, since the records of that are lost.</param>
/// <param name="IsBroken">Whether there may have been entries that nobody can name.</param>
/// <param name="Lost">Entries that could be read and not be believed; the first of them.</param>
internal sealed record StoreRepaired(
    bool WasSound, string? Copy, long Kept, long ActivityBegunAnew, long Invalidated, bool IsBroken, int DoubtfulPages,
    long LostCount, IReadOnlyList<FindingShown> Lost, bool IsSound)
{
    public static StoreRepaired Of(RepairReport report) => new(
        report.WasSound, report.Copy, report.Kept, report.ActivityBegunAnew, report.Invalidated, report.IsBroken,
        report.DoubtfulPages, report.Lost.Entries, [.. report.Lost.Findings.Select(FindingShown.Of)], report.Result.IsSound);
}
