using System.Globalization;

namespace Likewise.Cli;

/// <summary><c>likewise migrate</c>: entries of other embedders are embedded anew by the one that the settings name.</summary>
internal sealed class MigrateVerb(Frame frame) : Verb(
    frame, "migrate",
    "Moves entries of other embedders to the model in force. May be stopped and run again. Exit code 1 when some are left.")
{
    public override IReadOnlyList<string> Examples { get; } =
        ["likewise migrate", "likewise migrate --model ./new-model --set cache.migrationBatch=64"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation
            .LoadSettings(("migrate.background", "false"), ("cache.migratesInBackground", "false")).Settings;
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var moved = await host.Cache.MigrateAsync(
            new ProgressLine(invocation.Terminal, "embedding entries anew"), cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(
                new EntriesMigrated(moved.Total, moved.Moved, moved.Dropped, moved.Left), KeepingJson.Default.EntriesMigrated);
        else
            Sheet.Facts(
                invocation.Terminal.Screen,
                ("of other embedders", Number(moved.Total)),
                ("moved", Number(moved.Moved)),
                ("not needed any more", Number(moved.Dropped)),
                ("left", Number(moved.Left)));
        return moved.Left == 0 ? ExitCode.Ok : ExitCode.No;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>The JSON of <c>migrate</c>.</summary>
/// <param name="Total">Entries of other embedders.</param>
/// <param name="Dropped">Those that had ended, or whose place a newer answer has.</param>
internal sealed record EntriesMigrated(long Total, long Moved, long Dropped, long Left);
