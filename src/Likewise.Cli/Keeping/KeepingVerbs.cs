using System.CommandLine;

namespace Likewise.Cli;

/// <summary>The verbs that look after what is kept.</summary>
internal static class KeepingVerbs
{
    public static IEnumerable<Command> Create(Frame frame) =>
    [
        new BackupVerb(frame), new RestoreVerb(frame), new CheckVerb(frame), new RepairVerb(frame),
        new ExportVerb(frame), new ImportVerb(frame), new MigrateVerb(frame), new WarmVerb(frame), new PopularVerb(frame),
    ];
}
