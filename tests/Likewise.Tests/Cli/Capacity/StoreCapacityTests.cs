using Likewise.Cli;
using Likewise.Sqlite;
using Likewise.Tests.Conformance;
using Likewise.Tests.Sqlite;

namespace Likewise.Tests.Cli.Capacity;

public sealed class StoreCapacityTests
{
    [Theory]
    [InlineData(8, 20, 300)]
    [InlineData(384, 100, 1500)]
    [InlineData(384, 100, 2048)]
    [InlineData(1536, 60, 9000)]
    public async Task A_store_takes_what_was_planned(int dimension, int promptBytes, int payloadBytes)
    {
        const int Entries = 3000;
        using var directory = new StoreDirectory();
        var store = await SqliteEntryStore.OpenAsync(directory.Options(StoreDurability.Process), Stop);
        await using (store)
        {
            await Task.WhenAll(Enumerable.Range(0, Entries).Select(number =>
                store.WriteAsync(Create(number, dimension, promptBytes, payloadBytes), Stop).AsTask()));
        }

        var bytes = new FileInfo(directory.StorePath).Length;
        var planned = StoreCapacity.Bytes(Entries, dimension, promptBytes, payloadBytes);

        Assert.InRange(planned, bytes * 0.97, bytes * 1.03);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Entry Create(int number, int dimension, int promptBytes, int payloadBytes)
    {
        var entry = SampleEntries.Create(number, summary => summary with
        {
            Embedder = SampleEntries.Embedder with { Dimension = dimension },
            Prompt = new string('p', promptBytes),
            Tags = [],
            Expiry = new Expiry(summary.CreatedAt.AddDays(1), null),
        });
        return SampleEntries.WithPayload(entry with { Vector = new float[dimension] }, SampleEntries.Bytes(number, payloadBytes));
    }
}
