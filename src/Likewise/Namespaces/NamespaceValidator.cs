namespace Likewise;

/// <summary>Finds what is wrong with the rules of a cache's parts.</summary>
internal static class NamespaceValidator
{
    /// <summary>Whoever has to leave a full cache is found among all of them, in some ten microseconds.</summary>
    private const int LimitedBound = 10_000;

    /// <returns>Every fault, each as one sentence; empty when the options are good.</returns>
    public static IEnumerable<string> FaultsOf(SemanticCacheOptions options)
    {
        if (options.Namespaces.Count > NamespaceRules.RulesMax)
            yield return $"There are {options.Namespaces.Count} rules of namespaces: at most {NamespaceRules.RulesMax} are.";

        if (options.LimitedNamespacesMax is < 1 or > LimitedBound)
            yield return $"LimitedNamespacesMax is {options.LimitedNamespacesMax}: it must be from 1 to {LimitedBound}.";

        var least = options.Decision == HitDecision.Bound ? 0 : -1;
        foreach (var rule in options.Namespaces)
        {
            if (string.IsNullOrEmpty(rule.Namespace))
                yield return "A rule of namespaces names none: give a name, or a beginning and *.";
            else if (RequestValidator.FaultOfNamespace(rule.Namespace) is { } fault)
                yield return fault;
            if (rule.ConfirmationsMin is < 1 or > PrincipalSet.CountMax)
                yield return $"ConfirmationsMin of the namespace '{rule.Namespace}' is {rule.ConfirmationsMin}: "
                    + $"it must be from 1 to {PrincipalSet.CountMax}.";
            if (rule.Visibility is { } visibility && !Enum.IsDefined(visibility))
                yield return $"Visibility of the namespace '{rule.Namespace}' is {(int)visibility}: there is none such.";
            if (!((rule.SimilarityMin ?? 0) is var similarityMin && similarityMin >= least && similarityMin <= 1))
            {
                yield return $"SimilarityMin of the namespace '{rule.Namespace}' is {rule.SimilarityMin}: "
                    + $"a cosine similarity from {least} to 1 was expected.";
            }

            if (!((rule.MaxWrongHits ?? 0.5) is >= 0.001 and <= 0.5))
            {
                yield return $"MaxWrongHits of the namespace '{rule.Namespace}' is {rule.MaxWrongHits}: "
                    + "a share from 0.001 to 0.5 was expected.";
            }

            if (rule.MaxWrongHits is not null && options.Bound.Group != EvidenceGroup.Namespace)
            {
                yield return $"MaxWrongHits of the namespace '{rule.Namespace}' is {rule.MaxWrongHits}, but Bound.Group is "
                    + $"{options.Bound.Group}: only where the bound is kept for each namespace can one have a share of its own.";
            }

            if (rule.EntriesMax < 1)
                yield return $"EntriesMax of the namespace '{rule.Namespace}' is {rule.EntriesMax}: it must be at least 1.";
            if (rule.PayloadBytesMax < 1)
                yield return $"PayloadBytesMax of the namespace '{rule.Namespace}' is {rule.PayloadBytesMax}: at least 1 was "
                    + "expected.";
        }
    }
}
