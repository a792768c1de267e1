using Likewise.Tests.Conformance;

namespace Likewise.Tests.Entries;

public sealed class MemoryEntryStoreTests : EntryStoreConformance
{
    protected override ValueTask<IEntryStore> OpenAsync() => new(new MemoryEntryStore());

    [Fact]
    public void It_says_what_it_is()
    {
        Assert.Equal("memory", Store.Name);
        Assert.False(Store.IsShared);
        Assert.False(Store.IsDurable);
    }
}
