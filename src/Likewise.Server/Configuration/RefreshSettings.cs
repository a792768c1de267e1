namespace Likewise.Server;

/// <summary>
/// Which prompts a server asks its models about by itself, so that their answers are fresh when they are asked for.
/// </summary>
public sealed class RefreshSettings
{
    /// <summary>How many of the prompts that are asked for most are looked after.</summary>
    /// <value>0 to 100,000, no more than are kept; default 0, none.</value>
    public int Prompts { get; set; }

    /// <summary>How often. What would end before the next time is asked again, and what nobody has answered is asked.</summary>
    /// <value>1 second to 1 day; default 5 minutes.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many calls of models begin for it in any minute.</summary>
    /// <value>At least 1; default 30.</value>
    public int RequestsPerMinute { get; set; } = 30;

    /// <summary>How many tokens models read and write for it in any hour.</summary>
    /// <value>At least 1; default: null, no limit.</value>
    public int? TokensPerHour { get; set; }

    /// <summary>What it costs in any hour, by the table of prices; a model without a price is then not asked.</summary>
    /// <value>Positive, in <see cref="Currency"/>; default: null, no limit.</value>
    public double? CostPerHour { get; set; }

    /// <summary>The currency of the cost.</summary>
    /// <value>By ISO 4217; default <c>USD</c>.</value>
    public string Currency { get; set; } = "USD";

    internal ModelBudgetOptions BudgetOf(PriceTable prices) => new()
    {
        CallsPerMinuteMax = RequestsPerMinute,
        TokensPerHourMax = TokensPerHour,
        CostPerHourMax = (decimal?)CostPerHour,
        CostOf = (model, usage) => prices.Find(model) is { } price && price.Currency == Currency ? price.Of(usage) : null,
    };
}
