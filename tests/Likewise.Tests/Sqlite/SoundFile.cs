using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

/// <summary>A store's file as the store left it, made once, for tests that spoil copies of it.</summary>
public sealed class SoundFile : IAsyncLifetime
{
    /// <summary>How many entries were written.</summary>
    public const int EntryCount = 300;

    /// <summary>How many of them were not removed again.</summary>
    public const int KeptCount = 250;

    public byte[] Bytes { get; private set; } = [];

    /// <summary>Every fourth payload spills into pages of its own.</summary>
    public static Entry Sample(int number) => number % 4 == 0
        ? SampleEntries.WithPayload(SampleEntries.Create(number), SampleEntries.Bytes(number, 9_000))
        : SampleEntries.Create(number);

    public async ValueTask InitializeAsync()
    {
        using var directory = new StoreDirectory();
        await using (var store = await SqliteEntryStore.OpenAsync(directory.Options(StoreDurability.Process)))
        {
            await Task.WhenAll(Enumerable.Range(0, EntryCount).Select(n => store.WriteAsync(Sample(n), default).AsTask()));

            // Some pages are free, so that their list can be damaged too.
            EntryId[] removed = [.. Enumerable.Range(KeptCount, EntryCount - KeptCount).Select(SampleEntries.Id)];
            await store.RemoveAsync(removed, default);
        }

        Bytes = await File.ReadAllBytesAsync(directory.StorePath);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
