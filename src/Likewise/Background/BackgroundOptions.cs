namespace Likewise;

/// <summary>How much is done behind requests, and how much may wait. What does not fit is refused, the newest first.</summary>
/// <remarks>
/// Limits of refreshes, audits and migration stand where those are described (<see cref="StaleOptions.RefreshesMax"/>,
/// <see cref="AuditOptions"/>). Where all together have no room, the class that <see cref="WorkClass"/> names first goes first;
/// a class that is to make progress whatever those before it do needs this limit to be above the sum of theirs.
/// </remarks>
public sealed class BackgroundOptions
{
    /// <summary>How much is under way at once, all classes together.</summary>
    /// <value>1 to 1,024; default 32, which is more than the other limits' defaults together.</value>
    public int ConcurrencyMax { get; set; } = 32;

    /// <summary>How many answers wait to be stored; further ones are stored while their askers wait.</summary>
    /// <value>At least 1; default 256.</value>
    public int StoreQueueMax { get; set; } = 256;

    /// <summary>How many answers are stored at once.</summary>
    /// <value>1 to 1,024; default 4.</value>
    public int StoreConcurrencyMax { get; set; } = 4;

    /// <summary>
    /// How many prompts wait for a model to be asked about them before anybody does; further ones are not asked.
    /// </summary>
    /// <value>At least 1; default 1,024.</value>
    public int WarmQueueMax { get; set; } = 1_024;

    /// <summary>How many such calls of models are under way at once.</summary>
    /// <value>1 to 1,024; default 8.</value>
    public int WarmConcurrencyMax { get; set; } = 8;

    /// <summary>
    /// How long closing the cache waits for answers that are yet to be stored, and for work that was told to end.
    /// </summary>
    /// <value>Positive, at most a day; default 5 seconds.</value>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
