namespace Likewise.Server;

/// <summary>Tokens and money, with the prices in force.</summary>
internal sealed class Ledger
{
    private readonly CacheHost _host;
    private readonly PriceTable _prices;
    private readonly string _judgeModel;

    /// <exception cref="SettingsException">The prices cannot be used.</exception>
    public Ledger(CacheHost host, LikewiseSettings settings)
    {
        (_host, _prices) = (host, PriceTable.Load(settings.Prices.Path));
        _judgeModel = settings.Judge.Model ?? settings.Upstream.Model;
    }

    /// <summary>What tokens came to.</summary>
    public Savings Of(IEnumerable<TokenAccount> accounts) => Savings.Of(accounts, _prices, _host.LocalModels);

    /// <summary>All tokens, the judge's included.</summary>
    public IReadOnlyList<TokenAccount> All() => [.. _host.Cache.GetStatistics().Tokens, .. Judged()];

    /// <summary>A tenant's tokens. Nobody knows whose the judge's were, so they count for those who are no tenant's.</summary>
    public IReadOnlyList<TokenAccount> Of(string tenant, TenantStatistics statistics) =>
        tenant.Length == 0 ? [.. statistics.Tokens, .. Judged()] : statistics.Tokens;

    private TokenAccount[] Judged() => _host.Judge?.GetStatistics().Usage is { TotalTokens: > 0 } usage
        ? [new TokenAccount(TokenUse.Judge, _judgeModel, usage)]
        : [];
}
