namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    /// <summary>What is otherwise in some parts of the cache.</summary>
    /// <value>Default: none; at most 1,000 rules.</value>
    public IList<NamespaceRule> Namespaces { get; } = [];

    /// <summary>
    /// How many namespaces have limits of their own at a time because a rule is for all that begin alike; further ones share one
    /// limit until others are empty. Those that a rule names have theirs in any case.
    /// </summary>
    /// <value>1 to 10,000; default 256.</value>
    public int LimitedNamespacesMax { get; set; } = 256;
}
