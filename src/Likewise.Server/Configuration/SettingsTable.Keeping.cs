namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Keeping() =>
    [
        new Setting<string?>("backup.directory", SettingKinds.Text, s => s.Backup.Directory, (s, v) => s.Backup.Directory = v)
        {
            Description = "Where `POST /v1/cache/backup` puts backups; not set, a server makes none.",
        },
        new Setting<long>(
            "backup.bytesPerSecondMax", SettingKinds.Size,
            s => s.Backup.BytesPerSecondMax, (s, v) => s.Backup.BytesPerSecondMax = v)
        {
            Description = "How fast the store is read for them, in a second.",
            Range = "at least 64KiB", Holds = v => v >= 64 << 10,
        },
        new Setting<string?>("migrate.from", SettingKinds.Text, s => s.Migrate.From, (s, v) => s.Migrate.From = v)
        {
            Description = "The name, among `models`, of the embedder that is left: its entries answer until they have moved.",
        },
        new Setting<bool>(
            "migrate.background", SettingKinds.Switch, s => s.Migrate.Background, (s, v) => s.Migrate.Background = v)
        {
            Description = "Whether entries move to `model` while the server runs, where `migrate.from` is set.",
        },
        new Setting<bool>(
            "cache.migratesInBackground", SettingKinds.Switch,
            s => s.Cache.MigratesInBackground, (s, v) => s.Cache.MigratesInBackground = v)
        {
            Description = "Whether entries of other embedders move while the server runs though `migrate.from` names none.",
        },
        new Setting<int>(
            "cache.migrationBatch", SettingKinds.Integer, s => s.Cache.MigrationBatch, (s, v) => s.Cache.MigrationBatch = v)
        {
            Description = "How many prompts of moving entries are embedded in one call; lookups wait for one at most.",
            Range = "1 to 1000", Holds = v => v is >= 1 and <= 1_000,
        },
    ];
}
