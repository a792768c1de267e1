namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>What is otherwise in some parts of the cache.</summary>
    /// <value>Default: none; at most 1,000 rules.</value>
    public IList<NamespaceRule> Namespaces { get; } = [];
}
