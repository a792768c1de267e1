namespace Likewise.Server;

/// <summary>How far a warming has come.</summary>
public sealed record WarmTally
{
    /// <summary>Prompts looked at.</summary>
    public long Read { get; init; }

    /// <summary>Prompts that were answered already: no model was asked.</summary>
    public long Known { get; init; }

    /// <summary>Prompts that would be asked about, were it no dry run.</summary>
    public long Due { get; init; }

    /// <summary>Prompts that are answered now.</summary>
    public long Stored { get; init; }

    /// <summary>Prompts of which the model said what is not to be stored.</summary>
    public long NotStored { get; init; }

    /// <summary>Prompts of which the model said nothing.</summary>
    public long Failed { get; init; }

    /// <summary>Prompts that cannot be asked, or whose answers are not stored.</summary>
    public long Refused { get; init; }

    /// <summary>Whether it ended because the budget allows no more.</summary>
    public bool IsOverBudget { get; init; }

    /// <summary>Tokens that models read and wrote for it; in a dry run, those they would, as reckoned.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>What those cost, by currency.</summary>
    public IReadOnlyDictionary<string, decimal> Cost { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Of the tokens, those of models without a price.</summary>
    public long UnpricedTokens { get; init; }

    /// <summary>Both together.</summary>
    public WarmTally And(WarmTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var cost = new SortedDictionary<string, decimal>(Cost.ToDictionary(), StringComparer.Ordinal);
        foreach (var (currency, amount) in other.Cost)
            cost[currency] = cost.GetValueOrDefault(currency) + amount;
        return new WarmTally
        {
            Read = Read + other.Read, Known = Known + other.Known, Due = Due + other.Due, Stored = Stored + other.Stored,
            NotStored = NotStored + other.NotStored, Failed = Failed + other.Failed, Refused = Refused + other.Refused,
            IsOverBudget = IsOverBudget || other.IsOverBudget, Cost = cost,
            UnpricedTokens = UnpricedTokens + other.UnpricedTokens,
            Usage = new TokenUsage(
                Usage.InputTokens + other.Usage.InputTokens, Usage.OutputTokens + other.Usage.OutputTokens),
        };
    }

    internal WarmTally With(WarmOutcome outcome) => outcome.Status switch
    {
        WarmStatus.Known => this with { Read = Read + 1, Known = Known + 1 },
        WarmStatus.Due => this with { Read = Read + 1, Due = Due + 1 },
        WarmStatus.Stored => this with { Read = Read + 1, Stored = Stored + 1 },
        WarmStatus.NotStored => this with { Read = Read + 1, NotStored = NotStored + 1 },
        WarmStatus.Refused => this with { Read = Read + 1, Refused = Refused + 1 },
        WarmStatus.Failed => this with { Read = Read + 1, Failed = Failed + 1 },
        _ => this with { IsOverBudget = true }, // Not read: it is what goes on from here.
    };

    internal WarmTally With(TokenUsage usage, ModelPrice? price)
    {
        if (usage.TotalTokens == 0)
            return this;

        var all = Usage with
        {
            InputTokens = Usage.InputTokens + usage.InputTokens, OutputTokens = Usage.OutputTokens + usage.OutputTokens,
        };
        if (price is null)
            return this with { Usage = all, UnpricedTokens = UnpricedTokens + usage.TotalTokens };
        var cost = new SortedDictionary<string, decimal>(Cost.ToDictionary(), StringComparer.Ordinal);
        cost[price.Currency] = cost.GetValueOrDefault(price.Currency) + price.Of(usage);
        return this with { Usage = all, Cost = cost };
    }
}
