using System.CommandLine;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>How much `warm` may ask of models.</summary>
internal sealed class WarmFlags
{
    private readonly Option<int?> _perMinute = new("--requests-per-minute")
    {
        Description = "How many calls of models begin in any minute.", HelpName = "CALLS",
    };

    private readonly Option<long?> _tokens = new("--tokens-max")
    {
        Description = "Ends when models have read and written that many tokens.", HelpName = "TOKENS",
    };

    private readonly Option<decimal?> _cost = new("--cost-max")
    {
        Description = "Ends when that much has been spent, by the table of prices; a model without a price is not asked.",
        HelpName = "AMOUNT",
    };

    private readonly Option<string> _currency = new("--currency")
    {
        Description = "The currency of --cost-max.", HelpName = "CODE", DefaultValueFactory = _ => "USD",
    };

    private readonly Option<int> _concurrency = new("--concurrency")
    {
        Description = "How many calls of models are under way at once.", HelpName = "CALLS", DefaultValueFactory = _ => 4,
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Says what would be asked, and what it would cost as reckoned, and asks nothing.",
    };

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _perMinute, _tokens, _cost, _currency, _concurrency, _dryRun })
            verb.Options.Add(option);
    }

    /// <exception cref="CommandException">A flag is out of range.</exception>
    public WarmOptions Read(Invocation invocation, PriceTable prices, TimeSpan? refreshWithin)
    {
        var currency = invocation.Get(_currency);
        var concurrency = invocation.Get(_concurrency);
        if (concurrency is < 1 or > 1_024)
            throw new CommandException(ExitCode.Usage, $"--concurrency {concurrency}: 1 to 1024 was expected.");
        try
        {
            var budget = new ModelBudgetOptions
            {
                CallsPerMinuteMax = invocation.Get(_perMinute),
                TokensMax = invocation.Get(_tokens),
                CostMax = invocation.Get(_cost),
                CostOf = (model, usage) => prices.Find(model) is { } price && price.Currency == currency ? price.Of(usage) : null,
            };
            return new WarmOptions
            {
                Budget = new ModelBudget(budget, invocation.Terminal.Time), RefreshWithin = refreshWithin,
                ConcurrencyMax = concurrency, IsDryRun = invocation.Get(_dryRun),
            };
        }
        catch (ArgumentException fault)
        {
            throw new CommandException(ExitCode.Usage, fault.Message);
        }
    }

    /// <summary>The same for a server's <c>/v1/cache/warm</c>: names and values, those that are given.</summary>
    public IEnumerable<(string Name, object Value)> Write(Invocation invocation)
    {
        if (invocation.Get(_perMinute) is { } calls)
            yield return ("requestsPerMinute", calls);
        if (invocation.Get(_tokens) is { } tokens)
            yield return ("tokensMax", tokens);
        if (invocation.Get(_cost) is { } cost)
            yield return ("costMax", cost);
        yield return ("currency", invocation.Get(_currency)!); // It has a default.
        yield return ("concurrency", invocation.Get(_concurrency));
        yield return ("dryRun", invocation.Get(_dryRun));
    }
}
