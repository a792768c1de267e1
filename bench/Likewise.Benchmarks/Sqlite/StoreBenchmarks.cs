using BenchmarkDotNet.Attributes;
using Likewise.Sqlite;

namespace Likewise.Benchmarks.Sqlite;

/// <summary>What does one commit for many writes buy, by the number of writers? Time is per write; the disk's own is in it.</summary>
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private const int Writes = 256;
    private const int Dimension = 384;
    private const int PayloadBytes = 2_048;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-bench-");
    private readonly Entry[] _entries = [.. Enumerable.Range(0, Writes).Select(CreateEntry)];
    private SqliteEntryStore? _grouped, _single;

    [Params(1, 8, 64)]
    public int Writers { get; set; }

    [Params(StoreDurability.Full, StoreDurability.Process)]
    public StoreDurability Durability { get; set; }

    [GlobalSetup]
    public async Task Open()
    {
        _grouped = await SqliteEntryStore.OpenAsync(Options("grouped.db"));
        var single = Options("single.db");
        single.CommitBatchMax = 1;
        _single = await SqliteEntryStore.OpenAsync(single);
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await (_grouped?.DisposeAsync() ?? default);
        await (_single?.DisposeAsync() ?? default);
        _directory.Delete(recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Writes)]
    public Task OneCommitPerWrite() => WriteAllAsync(_single);

    [Benchmark(OperationsPerInvoke = Writes)]
    public Task GroupCommit() => WriteAllAsync(_grouped);

    /// <summary>Each writer waits for its write before it goes on to the next, as a request does.</summary>
    private Task WriteAllAsync(SqliteEntryStore? store) => Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
    {
        for (var i = writer; store is not null && i < Writes; i += Writers)
            await store.WriteAsync(_entries[i], CancellationToken.None);
    }));

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
