namespace Likewise.Samples;

internal static class Parts
{
    public static void Set(SemanticCacheOptions options)
    {
        options.Namespaces.Add(new NamespaceRule { Namespace = "legal", SimilarityMin = 0.97, EntriesMax = 5_000 });
        options.Namespaces.Add(new NamespaceRule { Namespace = "user-*", EntriesMax = 200 });
        options.Life.Rules.Add(new LifeRule { Namespace = "support", TimeToLive = TimeSpan.FromHours(12) });
    }
}
