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

        var stores = Shipped(typeof(IEntryStore));

        Assert.Contains(nameof(MemoryEntryStore), stores);
        Assert.All(stores, store => Assert.Contains($"{store}Tests", suites));
    }

    [Fact]
    public void Every_protocol_of_a_remote_embedder_has_a_conformance_suite()
    {
        var suites = typeof(EmbedderConformance).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(EmbedderConformance)))
            .Select(type => type.Name).ToHashSet();

        var protocols = Shipped(typeof(Likewise.Embedders.EmbeddingProtocol));

        Assert.Contains("OllamaProtocol", protocols);
        Assert.All(protocols, protocol => Assert.Contains($"{protocol}Tests", suites));
    }

    private static string[] Shipped(Type kind) =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "Likewise*.dll")
            .Where(path => !path.EndsWith("Tests.dll", StringComparison.Ordinal))
            .SelectMany(path => System.Reflection.Assembly.LoadFrom(path).GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(kind))
            .Select(type => type.Name),
    ];
}
