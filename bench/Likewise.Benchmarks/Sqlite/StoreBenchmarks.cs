using BenchmarkDotNet.Attributes;
using Likewise.Sqlite;

namespace Likewise.Benchmarks.Sqlite;

/// <summary>
/// What does one commit for many writes buy, by the number of writers? Time is per write; the disk's own is in it.
/// </summary>
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private const int Writes = 256;
    private const int Dimension = 384;
    private const int PayloadBytes = 2_048;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-bench-");
    private readonly Entry[] _entries = [.. Enumerable.Range(0, Writes).Select(CreateEntry)];

    /// <summary>One that commits each write by itself, then one that commits them together.</summary>
    private SqliteEntryStore[] _stores = [];

    [Params(1, 8, 64)]
    public int Writers { get; set; }

    [Params(StoreDurability.Full, StoreDurability.Process)]
    public StoreDurability Durability { get; set; }

    // Waited for here: in-process runs of the benchmarks do not wait for an asynchronous setup.
    [GlobalSetup]
    public void Open() => OpenAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Close() => CloseAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = Writes)]
    public Task OneCommitPerWrite() => WriteAllAsync(_stores[0]);

    [Benchmark(OperationsPerInvoke = Writes)]
    public Task GroupCommit() => WriteAllAsync(_stores[1]);

    /// <summary>Each writer waits for its write before it goes on to the next, as a request does.</summary>
    private Task WriteAllAsync(SqliteEntryStore store) => Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
    {
        for (var i = writer; i < Writes; i += Writers)
            await store.WriteAsync(_entries[i], CancellationToken.None);
    }));

    private async Task OpenAsync()
    {
        var single = Options("single.db");
        single.CommitBatchMax = 1;
        _stores = [await SqliteEntryStore.OpenAsync(single), await SqliteEntryStore.OpenAsync(Options("grouped.db"))];
    }

    private async Task CloseAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private SqliteStoreOptions Options(string name) =>
        new() { Path = Path.Combine(_directory.FullName, name), Durability = Durability };

    private static Entry CreateEntry(int number)
    {
        var random = new Random(number);
        var digest = new byte[Fingerprint.SizeInBytes];
        random.NextBytes(digest);
        var payload = new byte[PayloadBytes];
        random.NextBytes(payload);
        var vector = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
            vector[i] = random.NextSingle();
        var created = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        var summary = new EntrySummary
        {
            Id = EntryId.Read(digest.AsSpan(0, EntryId.SizeInBytes)),
            Key = new ExactKey(Scope.Read(new byte[Scope.SizeInBytes]), Fingerprint.Read(digest)),
            Tenant = "",
            Namespace = "default",
            Model = "gpt-test",
            Prompt = $"How do I reset the password of account {number}, when the e-mail address is no longer mine?",
            Eligibility = Eligibility.Semantic,
            Embedder = new EmbedderIdentity("bench", "r1", "mean", "", Dimension, 256),
            CreatedAt = created,
            Expiry = new Expiry(created.AddDays(1), null),
            Cost = new TokenUsage(20, 200),
            PayloadBytes = PayloadBytes,
        };
        return new Entry(summary, vector, payload, new EntryActivity(0, created));
    }
}
