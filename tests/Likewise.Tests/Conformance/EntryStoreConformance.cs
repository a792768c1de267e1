namespace Likewise.Tests.Conformance;

/// <summary>
/// What every store promises by <see cref="IEntryStore"/>, asked of a real one. A store's tests derive from this; what is
/// particular to a store is tested beside it.
/// </summary>
public abstract partial class EntryStoreConformance : IAsyncLifetime
{
    private IEntryStore? _store;

    protected IEntryStore Store => _store ?? throw new InvalidOperationException("The store is made before each test.");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new, empty store.</summary>
    protected abstract ValueTask<IEntryStore> OpenAsync();

    [Fact]
    public async Task What_is_written_is_found_by_key_and_read_by_id()
    {
        var entry = SampleEntries.Create(1);

        await Store.WriteAsync(entry, Cancellation);

        SampleEntries.AssertSame(entry, await Store.FindAsync(entry.Summary.Key, Cancellation));
        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
    }

    [Fact]
    public async Task What_was_never_written_is_not_there()
    {
        await Store.WriteAsync(SampleEntries.Create(1), Cancellation);

        Assert.Null(await Store.FindAsync(SampleEntries.Key(2), Cancellation));
        Assert.Null(await Store.ReadAsync(SampleEntries.Id(2), Cancellation));
    }

    [Fact]
    public async Task A_key_is_found_only_with_its_own_scope()
    {
        var entry = SampleEntries.Create(1);
        await Store.WriteAsync(entry, Cancellation);

        var elsewhere = entry.Summary.Key with { Scope = Scope.Read(new byte[Scope.SizeInBytes]) };

        Assert.Null(await Store.FindAsync(elsewhere, Cancellation));
    }

    [Fact]
    public async Task A_second_entry_of_a_key_replaces_the_first()
    {
        var first = SampleEntries.Create(1);
        var second = SampleEntries.Create(2, summary => summary with { Key = first.Summary.Key });
        await Store.WriteAsync(first, Cancellation);

        await Store.WriteAsync(second, Cancellation);

        SampleEntries.AssertSame(second, await Store.FindAsync(first.Summary.Key, Cancellation));
        Assert.Null(await Store.ReadAsync(first.Summary.Id, Cancellation));
        Assert.Equal([second.Summary.Id], await ScanIdsAsync(EntryFilter.All));
        Assert.Equal(new StoreSize(1, second.Payload.Length, 0), await MeasureAsync());
    }

    [Fact]
    public async Task An_entry_written_again_is_there_once()
    {
        var entry = SampleEntries.Create(1);
        await Store.WriteAsync(entry, Cancellation);

        await Store.WriteAsync(entry, Cancellation);

        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
        Assert.Equal([entry.Summary.Id], await ScanIdsAsync(EntryFilter.All));
    }

    [Fact]
    public async Task What_is_removed_is_gone_everywhere()
    {
        await WriteAsync(1, 2, 3, 4);

        var removed = await Store.RemoveAsync(Ids(1, 3, 99), Cancellation);

        Assert.Equal(2, removed);
        Assert.Null(await Store.FindAsync(SampleEntries.Key(1), Cancellation));
        Assert.Null(await Store.ReadAsync(SampleEntries.Id(3), Cancellation));
        Assert.Equal([SampleEntries.Id(2), SampleEntries.Id(4)], await ScanIdsAsync(EntryFilter.All));
    }

    [Fact]
    public async Task Removing_twice_in_one_call_counts_once()
    {
        await WriteAsync(1);

        Assert.Equal(1, await Store.RemoveAsync(Ids(1, 1), Cancellation));
        Assert.Equal(0, await Store.RemoveAsync(Ids(1), Cancellation));
        Assert.Equal(0, await Store.RemoveAsync(ReadOnlyMemory<EntryId>.Empty, Cancellation));
    }

    [Fact]
    public async Task A_removed_entry_may_be_written_again()
    {
        await WriteAsync(1);
        await Store.RemoveAsync(Ids(1), Cancellation);

        await WriteAsync(1);

        SampleEntries.AssertSame(SampleEntries.Create(1), await Store.FindAsync(SampleEntries.Key(1), Cancellation));
    }

    [Fact]
    public async Task A_thousand_entries_are_removed_in_one_call()
    {
        var numbers = Enumerable.Range(0, 1_000).ToArray();
        await Task.WhenAll(numbers.Select(number => Store.WriteAsync(SampleEntries.Create(number), Cancellation).AsTask()));

        Assert.Equal(1_000, await Store.RemoveAsync(Ids(numbers), Cancellation));

        Assert.Empty(await ScanIdsAsync(EntryFilter.All));
        Assert.Equal(new StoreSize(0, 0, 0), await MeasureAsync());
    }

    [Fact]
    public async Task Measure_counts_entries_and_payload_bytes()
    {
        await WriteAsync(1, 2, 3);
        await Store.RemoveAsync(Ids(2), Cancellation);

        var size = await Store.MeasureAsync(Cancellation);

        var payloadBytes = SampleEntries.Create(1).Payload.Length + SampleEntries.Create(3).Payload.Length;
        Assert.Equal((2, payloadBytes), (size.Entries, size.PayloadBytes));
        Assert.True(size.StoredBytes >= payloadBytes, $"{size.StoredBytes} bytes hold {payloadBytes} bytes of payload.");
    }

    protected async Task WriteAsync(params int[] numbers)
    {
        foreach (var number in numbers)
            await Store.WriteAsync(SampleEntries.Create(number), Cancellation);
    }

    protected static EntryId[] Ids(params int[] numbers) => [.. numbers.Select(SampleEntries.Id)];

    protected async Task<List<Entry>> ScanAsync(EntryFilter filter)
    {
        List<Entry> entries = [];
        await foreach (var entry in Store.ScanAsync(filter, Cancellation))
            entries.Add(entry);
        return entries;
    }

    protected async Task<List<EntryId>> ScanIdsAsync(EntryFilter filter) =>
        [.. (await ScanAsync(filter)).Select(entry => entry.Summary.Id)];

    /// <summary>Without the stored bytes, which are each store's own affair.</summary>
    private async Task<StoreSize> MeasureAsync() => await Store.MeasureAsync(Cancellation) with { StoredBytes = 0 };
}
