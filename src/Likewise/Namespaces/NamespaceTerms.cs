namespace Likewise;

/// <summary>What holds in a namespace, all rules that fit it considered; what is absent is as in the rest of the cache.</summary>
internal sealed record NamespaceTerms
{
    public static NamespaceTerms None { get; } = new();

    /// <summary>Whether prompts are answered by the same words alone.</summary>
    public bool IsExactOnly { get; private init; }

    /// <summary>The least likeness that is served, or considered where evidence decides.</summary>
    public double? SimilarityMin { get; private init; }

    /// <summary>Who may be given an answer at most.</summary>
    public Visibility? Visibility { get; private init; }

    /// <summary>The tighter word of the two, member by member.</summary>
    public NamespaceTerms With(NamespaceRule rule) => new()
    {
        IsExactOnly = IsExactOnly || rule.IsExactOnly,
        SimilarityMin = SimilarityMin > rule.SimilarityMin ? SimilarityMin : rule.SimilarityMin ?? SimilarityMin,
        Visibility = Visibility < rule.Visibility ? Visibility : rule.Visibility ?? Visibility,
    };
}
