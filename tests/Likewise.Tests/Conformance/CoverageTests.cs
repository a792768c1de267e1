namespace Likewise.Tests.Conformance;

public class CoverageTests
{
    [Fact]
    public void Every_store_has_a_conformance_suite()
    {
        // A suite is for a store when it is derived from the conformance suite and named after the store.
        var suites = typeof(EntryStoreConformance).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(EntryStoreConformance)))
            .Select(type => type.Name).ToHashSet();

        var stores = Directory.GetFiles(AppContext.BaseDirectory, "Likewise*.dll")
            .Where(path => !path.EndsWith("Tests.dll", StringComparison.Ordinal))
            .SelectMany(path => System.Reflection.Assembly.LoadFrom(path).GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IEntryStore)))
            .Select(type => type.Name).ToArray();

        Assert.Contains(nameof(MemoryEntryStore), stores);
        Assert.All(stores, store => Assert.Contains($"{store}Tests", suites));
    }
}
