namespace Likewise;

/// <summary>How much may be asked of models ahead of those who ask. What is null has no limit.</summary>
public sealed class ModelBudgetOptions
{
    /// <summary>How many calls begin in any minute.</summary>
    /// <value>At least 1; default: null.</value>
    public int? CallsPerMinuteMax { get; set; }

    /// <summary>How many calls begin at all.</summary>
    /// <value>Not negative; default: null.</value>
    public long? CallsMax { get; set; }

    /// <summary>How many tokens, read and written, calls take in any hour.</summary>
    /// <value>At least 1; default: null.</value>
    public long? TokensPerHourMax { get; set; }

    /// <summary>How many tokens calls take at all.</summary>
    /// <value>Not negative; default: null.</value>
    public long? TokensMax { get; set; }

    /// <summary>What calls cost in any hour.</summary>
    /// <value>Positive, in the currency of <see cref="CostOf"/>; default: null.</value>
    public decimal? CostPerHourMax { get; set; }

    /// <summary>What calls cost at all.</summary>
    /// <value>Not negative, in the currency of <see cref="CostOf"/>; default: null.</value>
    public decimal? CostMax { get; set; }

    /// <summary>
    /// What a model's tokens cost, in one currency; null where that is not known. Where a cost is limited, a model without a
    /// price is not asked at all.
    /// </summary>
    /// <value>Default: knows no price.</value>
    public Func<string, TokenUsage, decimal?> CostOf { get; set; } = static (_, _) => null;

    internal bool LimitsCost => (CostPerHourMax ?? CostMax) is not null;

    internal void Check()
    {
        if (CallsPerMinuteMax < 1 || TokensPerHourMax < 1 || CostPerHourMax <= 0)
            throw new ArgumentException("A budget of a minute or an hour that allows nothing was given: it must be positive.");
        if (CallsMax < 0 || TokensMax < 0 || CostMax < 0)
            throw new ArgumentException("A budget cannot be negative.");
    }
}
