using Likewise.Server;
using Likewise.Sqlite;

namespace Likewise.Cli;

/// <summary>What the settings keep on the disk, for the verbs that look after it without opening the cache.</summary>
internal static class KeptFiles
{
    /// <exception cref="CommandException">The settings keep nothing.</exception>
    public static SqliteStoreFile StoreOf(LikewiseSettings settings) => settings.Store.Kind == StoreKind.Sqlite
        ? new SqliteStoreFile(new SqliteStoreOptions { Path = settings.Store.Path })
        : throw new CommandException(ExitCode.Configuration, "store.kind is memory: there is nothing on the disk.");

    public static string EvidenceOf(LikewiseSettings settings) =>
        settings.Cache.Bound.EvidenceFile ?? settings.Store.Path + ".evidence";
}
