namespace Likewise.Server;

/// <summary>What tokens cost.</summary>
public sealed class PriceSettings
{
    /// <summary>A file of prices; <c>docs/guides/operate.md</c> describes it.</summary>
    /// <value>Default: null, the prices that come with the server. They have a date, and are soon wrong.</value>
    public string? Path { get; set; }
}
