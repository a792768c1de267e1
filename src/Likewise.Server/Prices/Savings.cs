namespace Likewise.Server;

/// <summary>What tokens came to in money: what hits saved, and what the cache itself cost, in each currency.</summary>
/// <param name="PricesOf">As of when the prices are.</param>
/// <param name="Currencies">By currency; those in which nothing was saved or spent are left out.</param>
/// <param name="UnpricedSaved">Tokens saved of models that the table does not name.</param>
/// <param name="UnpricedSpent">Tokens spent on models that the table does not name.</param>
internal sealed record Savings(
    DateOnly PricesOf, IReadOnlyDictionary<string, Money> Currencies, long UnpricedSaved, long UnpricedSpent)
{
    /// <param name="accounts">The tokens.</param>
    /// <param name="prices">What they cost.</param>
    /// <param name="free">Models that run in this process: nobody is paid for their tokens.</param>
    public static Savings Of(IEnumerable<TokenAccount> accounts, PriceTable prices, IReadOnlySet<string> free)
    {
        var currencies = new SortedDictionary<string, Money>(StringComparer.Ordinal);
        var (unpricedSaved, unpricedSpent) = (0L, 0L);
        foreach (var (use, model, usage) in accounts)
        {
            if (use == TokenUse.Embedding && free.Contains(model))
                continue;

            if (prices.Find(model) is { } price)
                currencies[price.Currency] = currencies.GetValueOrDefault(price.Currency, Money.None).With(use, price.Of(usage));
            else if (use == TokenUse.Saved)
                unpricedSaved += usage.TotalTokens;
            else
                unpricedSpent += usage.TotalTokens;
        }

        return new Savings(prices.Date, currencies, unpricedSaved, unpricedSpent);
    }
}
