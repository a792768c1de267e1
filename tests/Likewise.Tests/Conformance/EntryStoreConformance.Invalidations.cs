namespace Likewise.Tests.Conformance;

/// <summary>What was taken away is written down, so that it does not come back.</summary>
public abstract partial class EntryStoreConformance
{
    [Fact]
    public async Task Invalidations_are_read_in_order_as_they_were_written()
    {
        foreach (var number in (long[])[3, 1, 2])
            await Store.RecordInvalidationAsync(Invalidated(number), Cancellation);
        await Store.RecordInvalidationAsync(Invalidated(2) with { IsCarriedOut = true }, Cancellation);

        var read = await Store.ReadInvalidationsAsync(Cancellation);
        Assert.Equal([(1L, false), (2, true), (3, false)], read.Select(kept => (kept.Number, kept.IsCarriedOut)));
        Assert.Equal([["tag 1"], ["tag 2"], ["tag 3"]], read.Select(kept => kept.Filter.AnyTag));
        Assert.All(read, kept => Assert.Equal(SampleEntries.Start.AddSeconds(kept.Number), kept.At));
    }

    [Fact]
    public async Task Invalidations_are_forgotten_up_to_a_number()
    {
        Assert.Empty(await Store.ReadInvalidationsAsync(Cancellation));
        for (var number = 1; number <= 4; number++)
            await Store.RecordInvalidationAsync(Invalidated(number), Cancellation);
        await Store.ForgetInvalidationsAsync(2, Cancellation);
        Assert.Equal([3L, 4], (await Store.ReadInvalidationsAsync(Cancellation)).Select(kept => kept.Number));
    }

    [Fact]
    public async Task Writing_an_invalidation_down_changes_no_entry()
    {
        var entry = SampleEntries.Create(1);
        await Store.WriteAsync(entry, Cancellation);
        await Store.RecordInvalidationAsync(
            new Invalidation(1, SampleEntries.Start, EntryFilter.All), Cancellation);
        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
    }

    private static Invalidation Invalidated(long number) =>
        new(number, SampleEntries.Start.AddSeconds(number), new EntryFilter { AnyTag = [$"tag {number}"] });
}
