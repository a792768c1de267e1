using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

public sealed class SqliteEntryStoreTests : EntryStoreConformance
{
    private readonly StoreDirectory _directory = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    // The disk is waited for in tests of their own; here it would only make the suite slow.
    protected override async ValueTask<IEntryStore> OpenAsync() =>
        await SqliteEntryStore.OpenAsync(_directory.Options(StoreDurability.Process), Cancellation);

    [Fact]
    public void It_says_what_it_is()
    {
        Assert.Equal("sqlite", Store.Name);
        Assert.False(Store.IsShared);
        Assert.True(Store.IsDurable);
    }
}
