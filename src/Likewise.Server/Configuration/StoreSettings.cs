namespace Likewise.Server;

/// <summary>Where entries are kept.</summary>
public sealed class StoreSettings
{
    /// <summary>What keeps entries.</summary>
    /// <value>Default: <see cref="StoreKind.Sqlite"/>.</value>
    public StoreKind Kind { get; set; } = StoreKind.Sqlite;

    /// <summary>The file of the SQLite store; its directory is created.</summary>
    /// <value>Relative to the working directory; default <c>./likewise-data/likewise.db</c>.</value>
    public string Path { get; set; } = "./likewise-data/likewise.db";

    /// <summary>
    /// Whether a server answers while it still reads the store (<see cref="SemanticCacheOptions.FillsInBackground"/>).
    /// </summary>
    /// <value>Default: true. What reads a store without serving waits for all of it.</value>
    public bool ServesWhileReading { get; set; } = true;
}
