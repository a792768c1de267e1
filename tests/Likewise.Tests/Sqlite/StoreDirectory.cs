using Likewise.Sqlite;

namespace Likewise.Tests.Sqlite;

/// <summary>A directory for one test's store, removed with the test.</summary>
internal sealed class StoreDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-sqlite-");

    public string StorePath => At("cache.db");

    public string At(string name) => Path.Combine(_directory.FullName, name);

    public IEnumerable<string> FileNames => _directory.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    public SqliteStoreOptions Options(StoreDurability durability = StoreDurability.Full) =>
        new() { Path = StorePath, Durability = durability };

    public void Dispose() => _directory.Delete(recursive: true);
}
