namespace Likewise;

/// <summary>What holds in a namespace, all rules that fit it considered; what is absent is as in the rest of the cache.</summary>
internal sealed record NamespaceTerms
{
    public static NamespaceTerms None { get; } = new();

    /// <summary>Whether prompts are answered by the same words alone.</summary>
    public bool IsExactOnly { get; private init; }

    /// <summary>The least likeness that is served, or considered where evidence decides.</summary>
    public double? SimilarityMin { get; private init; }

    /// <summary>The largest share of the hits that may be wrong, where evidence decides.</summary>
    public double? MaxWrongHits { get; private init; }

    /// <summary>Who may be given an answer at most.</summary>
    public Visibility? Visibility { get; private init; }

    /// <summary>How many must stand behind an answer.</summary>
    public int? ConfirmationsMin { get; private init; }

    /// <summary>How many entries there are at most.</summary>
    public int? EntriesMax { get; private init; }

    /// <summary>How many bytes of sealed payload there are at most.</summary>
    public long? PayloadBytesMax { get; private init; }

    /// <summary>The tighter word of the two, member by member.</summary>
    public NamespaceTerms With(NamespaceRule rule) => new()
    {
        IsExactOnly = IsExactOnly || rule.IsExactOnly,
        SimilarityMin = SimilarityMin > rule.SimilarityMin ? SimilarityMin : rule.SimilarityMin ?? SimilarityMin,
        MaxWrongHits = MaxWrongHits < rule.MaxWrongHits ? MaxWrongHits : rule.MaxWrongHits ?? MaxWrongHits,
        ConfirmationsMin =
            ConfirmationsMin > rule.ConfirmationsMin ? ConfirmationsMin : rule.ConfirmationsMin ?? ConfirmationsMin,
        Visibility = Visibility < rule.Visibility ? Visibility : rule.Visibility ?? Visibility,
        EntriesMax = EntriesMax < rule.EntriesMax ? EntriesMax : rule.EntriesMax ?? EntriesMax,
        PayloadBytesMax = PayloadBytesMax < rule.PayloadBytesMax ? PayloadBytesMax : rule.PayloadBytesMax ?? PayloadBytesMax,
    };
}
