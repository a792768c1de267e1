namespace Likewise.Sqlite;

/// <summary>
/// The tables, as steps from an empty database to today's, each released step frozen. What the columns hold is in
/// <c>docs/formats/sqlite.md</c>.
/// </summary>
internal static class Schema
{
    /// <summary>"Lkws", in the file's header: what tells a store from other databases.</summary>
    public const int ApplicationId = 0x4C6B_7773;

    /// <summary>Step n leads from schema version n - 1 to n.</summary>
    public static IReadOnlyList<string> Steps { get; } = [Step1, Step2, Step3, Step4, Step5];

    // Payloads stand apart so that a scan touches none of their pages, activity so that a hit rewrites a few bytes and not a
    // vector. The index on payload_bytes lets SQLite count and sum without reading the entries.
    private const string Step1 = """
        CREATE TABLE embedders (
            embedder INTEGER PRIMARY KEY,
            identity TEXT NOT NULL UNIQUE);
        CREATE TABLE entries (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            scope BLOB NOT NULL,
            fingerprint BLOB NOT NULL,
            tenant TEXT NOT NULL,
            namespace TEXT NOT NULL,
            model TEXT NOT NULL,
            prompt TEXT NOT NULL,
            tags TEXT NOT NULL,
            eligibility INTEGER NOT NULL,
            embedder INTEGER NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            sliding INTEGER,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            latency INTEGER NOT NULL,
            payload_bytes INTEGER NOT NULL,
            vector BLOB NOT NULL,
            checksum INTEGER NOT NULL,
            UNIQUE (scope, fingerprint));
        CREATE INDEX entries_by_size ON entries (payload_bytes);
        CREATE TABLE payloads (
            row INTEGER PRIMARY KEY,
            payload BLOB NOT NULL,
            checksum INTEGER NOT NULL);
        CREATE TABLE activity (
            row INTEGER PRIMARY KEY,
            hit_count INTEGER NOT NULL,
            last_used INTEGER NOT NULL,
            checksum INTEGER NOT NULL);
        CREATE TRIGGER entries_removed AFTER DELETE ON entries BEGIN
            DELETE FROM payloads WHERE row = OLD.row;
            DELETE FROM activity WHERE row = OLD.row;
        END;
        """;

    // Beside the hits: both change while the entry stays as it is.
    private const string Step2 = """
        ALTER TABLE activity ADD COLUMN right_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE activity ADD COLUMN wrong_count INTEGER NOT NULL DEFAULT 0;
        """;

    // What most entries have none of: at its default it is left out of the checksum, so that rows from before keep theirs.
    private const string Step3 = """
        ALTER TABLE entries ADD COLUMN sources TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE entries ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE entries ADD COLUMN per_doubling INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE entries ADD COLUMN longer_max INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE entries ADD COLUMN stale_while_revalidate INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE entries ADD COLUMN stale_if_error INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE activity ADD COLUMN confirmed_by BLOB NOT NULL DEFAULT x'';
        """;

    private const string Step4 = """
        CREATE TABLE invalidations (
            number INTEGER PRIMARY KEY,
            body BLOB NOT NULL,
            checksum INTEGER NOT NULL);
        """;

    // 1: its tenant's, as every entry from before is.
    private const string Step5 = "ALTER TABLE entries ADD COLUMN visibility INTEGER NOT NULL DEFAULT 1;";

    public static int VersionOf(Connection connection) => (int)connection.ReadInt64("PRAGMA user_version");

    /// <summary>Takes the steps that are still to be taken, each in a transaction of its own together with its number.</summary>
    /// <returns>The version before.</returns>
    public static int Migrate(Connection connection, IReadOnlyList<string> steps)
    {
        var from = VersionOf(connection);
        for (var version = from + 1; version <= steps.Count; version++)
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                connection.Execute(steps[version - 1]);
                connection.Execute($"PRAGMA user_version = {version}");
                connection.Execute("COMMIT");
            }
            catch
            {
                if (connection.IsInTransaction)
                    connection.Execute("ROLLBACK");
                throw;
            }
        }

        return from;
    }

    /// <summary>What a database holds: each table, index and trigger by name, with the statement that made it.</summary>
    public static List<string> Describe(Connection connection) => connection.ReadTexts("""
        SELECT name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_master
        WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1
        """);
}
