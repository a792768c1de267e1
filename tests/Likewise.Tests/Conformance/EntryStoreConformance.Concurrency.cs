using System.Collections.Concurrent;

namespace Likewise.Tests.Conformance;

/// <summary>Calls beside each other, given up, and after the end.</summary>
public abstract partial class EntryStoreConformance
{
    [Fact]
    public async Task Readers_beside_writers_see_whole_entries_or_none()
    {
        // Four writers replace and remove entries of the same sixteen keys while four readers look: each entry that a reader
        // meets must be one of those that belong to its key, whole.
        const int Keys = 16;
        var wrong = new ConcurrentQueue<string>();
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 4).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            while (!done.IsCancellationRequested)
            {
                var slot = random.Next(Keys);
                if (await Store.FindAsync(SampleEntries.Key(slot), Cancellation) is { } entry && !IsWhole(entry, slot))
                    wrong.Enqueue($"slot {slot}: {entry.Summary}");
            }
        })).ToArray();
        var writers = Enumerable.Range(0, 4).Select(seed => Task.Run(() => ReplaceAsync(seed, Keys))).ToArray();

        await Task.WhenAll(writers);
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Empty(wrong);
        var scanned = await ScanAsync(EntryFilter.All);
        Assert.Equal(scanned.Count, scanned.Select(entry => entry.Summary.Key).Distinct().Count());
        Assert.Equal(scanned.Count, (await MeasureAsync()).Entries);
        foreach (var entry in scanned)
            Assert.Equal(entry.Summary.Id, (await Store.FindAsync(entry.Summary.Key, Cancellation))?.Summary.Id);
    }

    [Fact]
    public async Task A_write_is_seen_by_the_read_after_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            await Store.WriteAsync(SampleEntries.Create(number), Cancellation);
            Assert.NotNull(await Store.FindAsync(SampleEntries.Key(number), Cancellation));
            await Store.RemoveAsync(Ids(number), Cancellation);
            Assert.Null(await Store.FindAsync(SampleEntries.Key(number), Cancellation));
        }));
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_does_nothing()
    {
        await WriteAsync(1);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.WriteAsync(SampleEntries.Create(2), cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.RemoveAsync(Ids(1), cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.RecordHitsAsync(new[] { Hit(1, 1, 1) }, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync(SampleEntries.Key(1), cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync(SampleEntries.Id(1), cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.MeasureAsync(cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DrainAsync(cancelled));

        SampleEntries.AssertSame(SampleEntries.Create(1), await Store.ReadAsync(SampleEntries.Id(1), Cancellation));
        Assert.Equal(Ids(1), await ScanIdsAsync(EntryFilter.All));
    }

    [Fact]
    public async Task A_cancelled_write_is_there_whole_or_not_at_all()
    {
        // Writes of one key race with their own cancellation; whatever is there at the end is one of them, whole.
        await Parallel.ForAsync(0, 200, Cancellation, async (version, _) =>
        {
            using var source = new CancellationTokenSource();
            var write = Store.WriteAsync(Version(slot: 0, version), source.Token).AsTask();
            await source.CancelAsync();
            await Task.WhenAny(write);
        });

        await Store.WriteAsync(SampleEntries.Create(50_000), Cancellation);
        if (await Store.FindAsync(SampleEntries.Key(0), Cancellation) is { } entry)
            Assert.True(IsWhole(entry, slot: 0));
    }

    [Fact]
    public async Task A_scan_can_be_cancelled_half_way()
    {
        await WriteAsync([.. Enumerable.Range(0, 300)]);
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var entry in Store.ScanAsync(EntryFilter.All, source.Token))
                await source.CancelAsync();
        });

        Assert.Equal(300, (await ScanIdsAsync(EntryFilter.All)).Count);
    }

    [Fact]
    public async Task After_the_end_every_call_fails_and_none_hangs()
    {
        await WriteAsync(1);

        await Store.DisposeAsync();
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.WriteAsync(SampleEntries.Create(2), Cancellation).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.RemoveAsync(Ids(1), Cancellation).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => Store.RecordHitsAsync(new[] { Hit(1, 1, 1) }, Cancellation).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.FindAsync(SampleEntries.Key(1), Cancellation).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.ReadAsync(SampleEntries.Id(1), Cancellation).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.MeasureAsync(Cancellation).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => DrainAsync(Cancellation));
    }

    [Fact]
    public async Task The_end_beside_calls_answers_each_of_them()
    {
        var calls = Enumerable.Range(0, 200).Select(number => Task.Run(async () =>
        {
            try
            {
                await Store.WriteAsync(SampleEntries.Create(number), Cancellation);
                await Store.FindAsync(SampleEntries.Key(number), Cancellation);
            }
            catch (ObjectDisposedException)
            {
            }
        })).ToArray();

        await Store.DisposeAsync();

        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Nothing_is_not_an_entry_nor_a_filter()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Store.WriteAsync(null!, Cancellation).AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>(() => ScanAsync(null!));
    }

    private async Task ReplaceAsync(int seed, int keys)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var entry = Version(random.Next(keys), random.Next(1_000));
            await Store.WriteAsync(entry, Cancellation);
            if (random.Next(3) == 0)
                await Store.RemoveAsync(new[] { entry.Summary.Id }, Cancellation);
        }
    }

    /// <summary>The slot is the key, the version decides everything else.</summary>
    private static Entry Version(int slot, int version) =>
        SampleEntries.Create((slot * 1_000) + version + 100_000, summary => summary with { Key = SampleEntries.Key(slot) });

    private static bool IsWhole(Entry entry, int slot)
    {
        var number = (int)entry.Summary.Cost.InputTokens;
        var expected = SampleEntries.Create(number);
        return (number - 100_000) / 1_000 == slot
            && entry.Summary.Id == expected.Summary.Id
            && entry.Summary.Prompt == expected.Summary.Prompt
            && entry.Payload.Span.SequenceEqual(expected.Payload.Span)
            && entry.Vector.Span.SequenceEqual(expected.Vector.Span);
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        await foreach (var entry in Store.ScanAsync(EntryFilter.All, cancellationToken))
        {
        }
    }
}
