namespace Likewise.Tests.Conformance;

/// <summary>Who stands behind entries.</summary>
public abstract partial class EntryStoreConformance
{
    [Fact]
    public async Task Confirmations_add_up_each_principal_once_and_come_back_with_every_read()
    {
        await WriteAsync(1, 2);

        var first = await Store.RecordConfirmationAsync(SampleEntries.Id(1), 7, Cancellation);
        await Store.RecordHitsAsync(new[] { Hit(1, count: 2, seconds: 60) }, Cancellation);
        await Store.RecordConfirmationAsync(SampleEntries.Id(1), ulong.MaxValue, Cancellation);
        var again = await Store.RecordConfirmationAsync(SampleEntries.Id(1), 7, Cancellation);

        Assert.Equal((PrincipalSet.Of([7]), PrincipalSet.Of([7, ulong.MaxValue])), (first, again));
        var expected = SampleEntries.Create(1) with
        {
            Activity = new EntryActivity(2, SampleEntries.Start.AddSeconds(60)) { ConfirmedBy = again! },
        };
        SampleEntries.AssertSame(expected, await Store.ReadAsync(SampleEntries.Id(1), Cancellation));
        SampleEntries.AssertSame(expected, await Store.FindAsync(SampleEntries.Key(1), Cancellation));
        SampleEntries.AssertSame(expected, (await ScanAsync(EntryFilter.All))[^1], withPayload: false);
        SampleEntries.AssertSame(SampleEntries.Create(2), await Store.ReadAsync(SampleEntries.Id(2), Cancellation));
    }

    [Fact]
    public async Task A_confirmation_of_what_is_not_there_says_so()
    {
        await WriteAsync(1);
        await Store.RemoveAsync(Ids(1), Cancellation);

        Assert.Null(await Store.RecordConfirmationAsync(SampleEntries.Id(1), 7, Cancellation));
        Assert.Empty(await ScanAsync(EntryFilter.All));
    }

    [Fact]
    public async Task Confirmations_of_many_at_once_are_all_kept_up_to_as_many_as_anybody_asks_for()
    {
        await WriteAsync(1, 2);
        await ConfirmAsync(1, PrincipalSet.CountMax);
        await ConfirmAsync(2, 100);

        async Task ConfirmAsync(int entry, int principals)
        {
            await Task.WhenAll(Enumerable.Range(1, principals).Select(principal =>
                Store.RecordConfirmationAsync(SampleEntries.Id(entry), (ulong)principal, Cancellation).AsTask()));
            var read = await Store.ReadAsync(SampleEntries.Id(entry), Cancellation);
            Assert.Equal(PrincipalSet.CountMax, read?.Activity.ConfirmedBy.Count);
        }
    }

    [Fact]
    public async Task An_entry_in_the_place_of_another_is_confirmed_by_its_own()
    {
        await WriteAsync(1);
        await Store.RecordConfirmationAsync(SampleEntries.Id(1), 7, Cancellation);
        var second = SampleEntries.Create(2, summary => summary with { Key = SampleEntries.Key(1) });
        second = second with { Activity = second.Activity with { ConfirmedBy = PrincipalSet.Of([8]) } };
        await Store.WriteAsync(second, Cancellation);

        SampleEntries.AssertSame(second, await Store.FindAsync(SampleEntries.Key(1), Cancellation));
    }
}
