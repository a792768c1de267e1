namespace Likewise.Server;

/// <summary>What tokens came to, as the cache's API shows it.</summary>
/// <param name="PricesOf">As of when the prices are.</param>
/// <param name="Currencies">Amounts by currency.</param>
/// <param name="UnpricedTokensSaved">Tokens saved of models without a price.</param>
/// <param name="UnpricedTokensSpent">Tokens spent on models without a price.</param>
internal sealed record MoneyShown(
    DateOnly PricesOf, IReadOnlyDictionary<string, AmountShown> Currencies, long UnpricedTokensSaved, long UnpricedTokensSpent)
{
    public static MoneyShown Of(Savings savings) => new(
        savings.PricesOf, savings.Currencies.ToDictionary(pair => pair.Key, pair => AmountShown.Of(pair.Value)),
        savings.UnpricedSaved, savings.UnpricedSpent);
}

/// <summary>What was saved, what the cache itself cost, and what is left.</summary>
internal sealed record AmountShown(decimal Saved, decimal Spent, decimal Net)
{
    /// <summary>A millionth is far below what anybody is billed.</summary>
    private const int Decimals = 6;

    public static AmountShown Of(Money money) => new(
        decimal.Round(money.Saved, Decimals), decimal.Round(money.Spent, Decimals), decimal.Round(money.Net, Decimals));
}
