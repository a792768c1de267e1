using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Sqlite.Upkeep;

/// <summary>Goal: a sound store is called sound, and each way of being unsound is found and named.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly KeptStore _kept = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _kept.Dispose();

    [Fact]
    public async Task A_sound_store_is_sound_and_stays_as_it_is()
    {
        await _kept.FillAsync(0, 50);
        var before = await File.ReadAllBytesAsync(_kept.Path, Token);

        var report = await CheckAsync();

        Assert.True(report.IsSound, string.Join("; ", report.Findings));
        Assert.Equal(50, report.Entries);
        Assert.Equal(before, await File.ReadAllBytesAsync(_kept.Path, Token));
        Assert.Equal(["cache.db", "cache.db.lock"], Directory.GetFiles(_kept.At("")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_store_is_checked_while_it_is_used()
    {
        await using var store = await _kept.OpenAsync();
        await using var cache = await _kept.BuildAsync(store);
        for (var number = 0; number < 20; number++)
            await cache.PutAsync(KeptStore.Prompt(number), KeptStore.Answer(number));

        var report = await CheckAsync();

        Assert.Equal((true, 20L), (report.IsSound, report.Entries));
        await cache.PutAsync("and one more", "to see that nothing is locked");
    }

    [Theory]
    [InlineData(StoreFindingKind.Row, "UPDATE entries SET prompt = 'x' WHERE row = 8")]
    [InlineData(StoreFindingKind.Row, "DELETE FROM activity WHERE row = 8")]
    [InlineData(StoreFindingKind.Row, "DELETE FROM payloads WHERE row = 8")]
    [InlineData(StoreFindingKind.Row, "UPDATE payloads SET payload = x'00' WHERE row = 8")]
    [InlineData(StoreFindingKind.Row, "UPDATE entries SET embedder = 77 WHERE row = 8")]
    [InlineData(StoreFindingKind.Orphan, "INSERT INTO payloads VALUES (900, x'00', 0)")]
    [InlineData(StoreFindingKind.Orphan, "INSERT INTO activity (row, hit_count, last_used, checksum) VALUES (900, 0, 0, 0)")]
    [InlineData(StoreFindingKind.Embedder, "INSERT INTO embedders (identity) VALUES ('nobody')")]
    [InlineData(StoreFindingKind.File, "CREATE TABLE mine (x)")]
    [InlineData(StoreFindingKind.File, "DROP INDEX entries_by_size")]
    [InlineData(StoreFindingKind.File, "PRAGMA user_version = 99")]
    [InlineData(StoreFindingKind.File, "PRAGMA application_id = 7")]
    public async Task What_was_done_to_it_from_outside_is_found(StoreFindingKind kind, string change)
    {
        await _kept.FillAsync(0, 10);
        StoreDatabase.Execute(_kept.Path, change);

        var report = await CheckAsync();

        Assert.False(report.IsSound);
        Assert.Equal(1, report.Counts[kind]);
        Assert.Equal([kind], report.Counts.Keys);
        if (kind == StoreFindingKind.Row)
            Assert.Equal(IdOfRow(8), Assert.Single(report.Findings).Id.ToString());
    }

    [Theory]
    [InlineData(StoreFindingKind.Payload)]
    [InlineData(StoreFindingKind.Vector)]
    [InlineData(StoreFindingKind.Key)]
    [InlineData(StoreFindingKind.Expiry)]
    [InlineData(StoreFindingKind.Tags)]
    public async Task What_was_written_wrongly_is_found_though_its_checksums_are_right(StoreFindingKind kind)
    {
        await _kept.FillAsync(0, 3);
        await using (var store = await _kept.OpenAsync())
        {
            await using var cache = await _kept.BuildAsync(store);
            var id = (await cache.HitAsync(KeptStore.Prompt(1))).Entry.Id;
            await store.WriteAsync(Spoil((await store.ReadAsync(id, Token))!, kind), Token);
        }

        var report = await CheckAsync();

        Assert.Equal([kind], report.Counts.Keys);
        Assert.NotNull(Assert.Single(report.Findings).Id);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 3_000)]
    [InlineData(20_000, 5_000)]
    [InlineData(60_000, 40_000)]
    public async Task A_damaged_file_is_a_finding_and_no_exception(int offset, int length)
    {
        await _kept.FillAsync(0, 100);
        var bytes = await File.ReadAllBytesAsync(_kept.Path, Token);
        bytes.AsSpan(offset, length).Fill(0xA5);
        await File.WriteAllBytesAsync(_kept.Path, bytes, Token);

        Assert.False((await CheckAsync()).IsSound);
    }

    [Fact]
    public async Task A_check_can_be_stopped()
    {
        await _kept.FillAsync(0, 10);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await _kept.File.CheckAsync(cancellationToken: stop.Token));
    }

    private static Entry Spoil(Entry entry, StoreFindingKind kind) => kind switch
    {
        StoreFindingKind.Payload => entry with
        {
            Payload = new byte[20], Summary = entry.Summary with { PayloadBytes = 20 },
        },
        StoreFindingKind.Vector => entry with { Vector = new float[TopicEmbedder.Dimension] },
        StoreFindingKind.Key => entry with { Summary = entry.Summary with { Prompt = "something else" } },
        StoreFindingKind.Expiry => entry with
        {
            Summary = entry.Summary with { Expiry = new Expiry(entry.Summary.CreatedAt, null) },
        },
        _ => entry with { Summary = entry.Summary with { Tags = [""] } },
    };

    private async Task<StoreReport> CheckAsync() => await _kept.File.CheckAsync(cancellationToken: Token);

    private string IdOfRow(int row) =>
        StoreDatabase.Read(_kept.Path, $"SELECT lower(hex(id)) FROM entries WHERE row = {row}")[0];
}
