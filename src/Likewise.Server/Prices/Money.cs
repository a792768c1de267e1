namespace Likewise.Server;

/// <summary>Amounts of one currency.</summary>
/// <param name="Saved">What models were not paid.</param>
/// <param name="Embedding">What embedders were paid.</param>
/// <param name="Audit">What models were paid for audits.</param>
/// <param name="Judge">What judges were paid.</param>
internal sealed record Money(decimal Saved, decimal Embedding, decimal Audit, decimal Judge)
{
    public static Money None { get; } = new(0, 0, 0, 0);

    /// <summary>What the cache itself cost.</summary>
    public decimal Spent => Embedding + Audit + Judge;

    /// <summary>What is left of what was saved; less than nothing where the cache costs more than it saves.</summary>
    public decimal Net => Saved - Spent;

    public Money With(TokenUse use, decimal amount) => use switch
    {
        TokenUse.Saved => this with { Saved = Saved + amount },
        TokenUse.Embedding => this with { Embedding = Embedding + amount },
        TokenUse.Audit => this with { Audit = Audit + amount },
        _ => this with { Judge = Judge + amount },
    };
}
