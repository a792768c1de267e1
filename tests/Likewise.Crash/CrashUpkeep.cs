using System.Globalization;
using Likewise.Sqlite;

namespace Likewise.Crash;

/// <summary>
/// Work on a whole store that a kill interrupts: backups beside writers, restores, repairs, and the way to another embedder. Each
/// goes on without end, or to its end, and says what it does.
/// </summary>
public static class CrashUpkeep
{
    /// <summary>How many entries a store has that is moved or mended.</summary>
    public const int Entries = 120;

    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>The question of an entry; its answer tells which it is.</summary>
    public static string Prompt(int number) => $"question {number}";

    public static string Answer(int number) => $"answer {number} {new string('.', number % 7 == 0 ? 9_000 : number)}";

    public static ValueTask<SqliteEntryStore> OpenAsync(string path) => SqliteEntryStore.OpenAsync(
        new SqliteStoreOptions { Path = path, Durability = StoreDurability.Process });

    public static ValueTask<SemanticCache> BuildAsync(IEntryStore store, string revision, string? former = null)
    {
        var builder = new SemanticCacheBuilder().UseEmbedder(new CrashEmbedder(revision)).UseStore(store)
            .Configure(options => options.MigrationBatch = 4);
        if (former is not null)
            builder.MigrateFrom(new CrashEmbedder(former));
        return builder.BuildAsync();
    }

    /// <summary>Fills a store with entries from one number to before another.</summary>
    public static async Task FillAsync(string path, int from, int to, string revision = "1")
    {
        await using var store = await OpenAsync(path);
        await using var cache = await BuildAsync(store, revision);
        for (var number = from; number < to; number++)
            await cache.StoreAsync(Prompt(number), Answer(number));
    }

    /// <summary>Backs a store up again and again while it is written to.</summary>
    public static async Task BackUpAsync(string path, string directory, Action<string> say)
    {
        await using var store = await OpenAsync(path);
        await using var cache = await BuildAsync(store, "1");
        _ = Task.Run(async () =>
        {
            for (var number = 0; ; number = (number + 1) % Entries)
                await cache.StoreAsync(Prompt(number), Answer(number));
        });
        for (var turn = 0; ; turn++)
        {
            var name = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"b{Environment.ProcessId}-{turn}"));
            say("backing up");
            await cache.BackUpAsync(name);
            say($"backed up {Path.GetFileName(name)}");
        }
    }

    /// <summary>Puts one backup back and then the other, again and again.</summary>
    public static async Task RestoreAsync(string path, string one, string other, Action<string> say)
    {
        for (var turn = 0; ; turn++)
        {
            say("restoring");
            var file = new SqliteStoreFile(new SqliteStoreOptions { Path = path });
            await file.RestoreAsync(turn % 2 == 0 ? one : other, new RestoreOptions { Replaces = true }, Time);
            say("restored");
        }
    }

    public static async Task RepairAsync(string path, Action<string> say)
    {
        say("repairing");
        await new SqliteStoreFile(new SqliteStoreOptions { Path = path }).RepairAsync();
        say("repaired");
    }

    /// <summary>Moves entries to another embedder, and takes every fifth away meanwhile.</summary>
    public static async Task MigrateAsync(string path, Action<string> say)
    {
        await using var store = await OpenAsync(path);
        await using var cache = await BuildAsync(store, "2", former: "1");
        say("migrating");
        var removing = Task.Run(async () =>
        {
            for (var number = 0; number < Entries; number += 5)
            {
                var outcome = await cache.InvalidateAsync(new EntryFilter { Prompt = Prompt(number) });
                if (outcome.IsComplete)
                    say($"removed {number}");
                await Task.Yield();
            }
        });
        await cache.MigrateAsync(new Progress(done => say($"moved {done}")));
        await removing;
        for (; ; await Task.Delay(5))
            say("migrated"); // Until it is killed.
    }

    private sealed class Progress(Action<long> act) : IProgress<StoreProgress>
    {
        public void Report(StoreProgress value) => act(value.Done);
    }
}

/// <summary>Vectors that are a function of text and revision, and take a moment, as an embedder's do.</summary>
internal sealed class CrashEmbedder(string revision) : IEmbedder
{
    private const int Dimension = 64;

    public EmbedderIdentity Identity { get; } = new("crash", revision, "none", "", Dimension, 0);

    public async ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        for (var row = 0; row < texts.Length; row++)
        {
            var seed = (revision + texts.Span[row]).Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
            var random = new Random(seed);
            var vector = destination.Span.Slice(row * Dimension, Dimension);
            var squares = 0f;
            for (var at = 0; at < Dimension; at++)
            {
                vector[at] = random.NextSingle() - 0.5f;
                squares += vector[at] * vector[at];
            }

            for (var at = 0; at < Dimension; at++)
                vector[at] /= MathF.Sqrt(squares);
        }

        return new EmbeddingUsage(texts.Length, 0);
    }
}
