using System.Collections.Concurrent;

namespace Likewise;

/// <summary>The rules of a cache's parts, put together once for each.</summary>
internal sealed class NamespaceRules(IEnumerable<NamespaceRule> rules)
{
    /// <summary>So that going through all of them takes microseconds.</summary>
    public const int RulesMax = 1_000;

    /// <summary>Callers choose names: what comes beyond as many is put together each time.</summary>
    private const int RememberedMax = 10_000;

    private readonly NamespaceRule[] _rules = [.. rules];
    private readonly ConcurrentDictionary<string, NamespaceTerms> _terms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = [.. rules.Select(rule => rule.Namespace).Where(name => name is not [.., '*'])];
    private int _remembered;

    /// <summary>The namespaces that rules name themselves, whatever else their rules are for.</summary>
    public IReadOnlySet<string> Named => _named;

    public NamespaceTerms Of(string @namespace)
    {
        if (_rules.Length == 0)
            return NamespaceTerms.None;
        if (_terms.TryGetValue(@namespace, out var known))
            return known;

        var terms = NamespaceTerms.None;
        foreach (var rule in _rules)
            terms = NamePattern.Fits(rule.Namespace, @namespace) ? terms.With(rule) : terms;
        if (Volatile.Read(ref _remembered) < RememberedMax && Interlocked.Increment(ref _remembered) <= RememberedMax)
            _terms.TryAdd(@namespace, terms);
        return terms;
    }
}
