namespace Likewise.Tests.Conformance;

/// <summary>Filters, order and hits.</summary>
public abstract partial class EntryStoreConformance
{
    [Fact]
    public async Task A_scan_gives_everything_but_payloads()
    {
        await WriteAsync(1, 2, 3);

        var scanned = await ScanAsync(EntryFilter.All);

        Assert.Equal(3, scanned.Count);
        foreach (var (number, entry) in new[] { 1, 2, 3 }.Zip(scanned))
            SampleEntries.AssertSame(SampleEntries.Create(number), entry, withPayload: false);
    }

    [Fact]
    public async Task A_scan_of_an_empty_store_is_empty() => Assert.Empty(await ScanAsync(EntryFilter.All));

    [Fact]
    public async Task A_scan_begins_with_the_least_recently_used()
    {
        await WriteAsync(5, 1, 4, 2, 3);
        await Store.RecordHitsAsync(new[] { Hit(1, count: 1, seconds: 100), Hit(4, count: 1, seconds: 50) }, Cancellation);

        Assert.Equal(Ids(2, 3, 5, 4, 1), await ScanIdsAsync(EntryFilter.All));
    }

    [Fact]
    public async Task A_long_scan_gives_each_entry_once_and_in_order()
    {
        var numbers = Enumerable.Range(0, 700).ToArray();
        await Task.WhenAll(numbers.Reverse().Select(n => Store.WriteAsync(SampleEntries.Create(n), Cancellation).AsTask()));

        Assert.Equal(Ids(numbers), await ScanIdsAsync(EntryFilter.All));
    }

    [Fact]
    public async Task A_scan_that_is_left_early_harms_nothing()
    {
        var numbers = Enumerable.Range(0, 300).ToArray();
        await WriteAsync(numbers);

        for (var round = 0; round < 20; round++)
        {
            await foreach (var entry in Store.ScanAsync(EntryFilter.All, Cancellation))
                break;
        }

        Assert.Equal(300, (await ScanIdsAsync(EntryFilter.All)).Count);
        await WriteAsync(300);
        Assert.NotNull(await Store.ReadAsync(SampleEntries.Id(300), Cancellation));
    }

    [Fact]
    public async Task Entries_may_be_removed_while_they_are_scanned()
    {
        await WriteAsync([.. Enumerable.Range(0, 300)]);

        var removed = 0;
        await foreach (var entry in Store.ScanAsync(EntryFilter.All, Cancellation))
            removed += await Store.RemoveAsync(new[] { entry.Summary.Id }, Cancellation);

        Assert.Equal(300, removed);
        Assert.Empty(await ScanAsync(EntryFilter.All));
    }

    [Fact]
    public async Task A_filter_by_tenant_chooses_that_tenants()
    {
        await WriteChangedAsync(1, summary => summary with { Tenant = "ada" });
        await WriteChangedAsync(2, summary => summary with { Tenant = "Ada" });
        await WriteAsync(3);

        Assert.Equal(Ids(1), await ScanIdsAsync(new EntryFilter { Tenant = "ada" }));
        Assert.Equal(Ids(3), await ScanIdsAsync(new EntryFilter { Tenant = "" }));
    }

    [Fact]
    public async Task A_filter_by_namespace_chooses_that_namespace()
    {
        await WriteAsync(1);
        await WriteChangedAsync(2, summary => summary with { Namespace = "docs" });

        Assert.Equal(Ids(2), await ScanIdsAsync(new EntryFilter { Namespace = "docs" }));
    }

    [Fact]
    public async Task A_filter_by_tags_chooses_entries_with_any_of_them()
    {
        await WriteChangedAsync(1, summary => summary with { Tags = ["a", "b"] });
        await WriteChangedAsync(2, summary => summary with { Tags = ["c"] });
        await WriteChangedAsync(3, summary => summary with { Tags = [] });
        await WriteChangedAsync(4, summary => summary with { Tags = ["ab"] });

        Assert.Equal(Ids(1, 2), await ScanIdsAsync(new EntryFilter { AnyTag = ["b", "c", "none"] }));
    }

    [Fact]
    public async Task A_filter_by_scope_chooses_that_scope()
    {
        var scope = Scope.Read(SampleEntries.Bytes(seed: 5, Scope.SizeInBytes));
        await WriteAsync(1);
        await WriteChangedAsync(2, summary => summary with { Key = summary.Key with { Scope = scope } });

        Assert.Equal(Ids(2), await ScanIdsAsync(new EntryFilter { Scope = scope }));
    }

    [Fact]
    public async Task A_filter_by_creation_chooses_what_is_older()
    {
        await WriteAsync(1, 2, 3);

        Assert.Equal(Ids(1), await ScanIdsAsync(new EntryFilter { CreatedBefore = SampleEntries.Start.AddSeconds(2) }));
    }

    [Fact]
    public async Task Conditions_of_a_filter_hold_together()
    {
        await WriteChangedAsync(1, summary => summary with { Tenant = "ada", Tags = ["x"] });
        await WriteChangedAsync(2, summary => summary with { Tenant = "ada", Tags = ["y"] });
        await WriteChangedAsync(3, summary => summary with { Tenant = "bob", Tags = ["x"] });

        Assert.Equal(Ids(1), await ScanIdsAsync(new EntryFilter { Tenant = "ada", AnyTag = ["x"], Namespace = "default" }));
    }

    [Fact]
    public async Task Hits_add_up_and_the_last_use_is_the_latest()
    {
        await WriteAsync(1);

        await Store.RecordHitsAsync(new[] { Hit(1, count: 2, seconds: 60), Hit(1, count: 3, seconds: 40) }, Cancellation);
        await Store.RecordHitsAsync(new[] { Hit(1, count: 1, seconds: -500) }, Cancellation);

        var expected = SampleEntries.Create(1) with { Activity = new EntryActivity(6, SampleEntries.Start.AddSeconds(60)) };
        SampleEntries.AssertSame(expected, await Store.ReadAsync(SampleEntries.Id(1), Cancellation));
        SampleEntries.AssertSame(expected, await Store.FindAsync(SampleEntries.Key(1), Cancellation));
    }

    [Fact]
    public async Task Hits_of_what_is_not_there_are_passed_over()
    {
        await WriteAsync(1);

        await Store.RecordHitsAsync(new[] { Hit(99, count: 1, seconds: 9), Hit(1, count: 1, seconds: 9) }, Cancellation);

        Assert.Equal(1, (await Store.ReadAsync(SampleEntries.Id(1), Cancellation))?.Activity.HitCount);
        Assert.Null(await Store.ReadAsync(SampleEntries.Id(99), Cancellation));
        Assert.Equal(Ids(1), await ScanIdsAsync(EntryFilter.All));
    }

    private static EntryHit Hit(int number, int count, int seconds) =>
        new(SampleEntries.Id(number), count, SampleEntries.Start.AddSeconds(seconds));

    private async Task WriteChangedAsync(int number, Func<EntrySummary, EntrySummary> change) =>
        await Store.WriteAsync(SampleEntries.Create(number, change), Cancellation);
}
