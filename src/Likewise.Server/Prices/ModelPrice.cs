namespace Likewise.Server;

/// <summary>What a model's tokens cost.</summary>
public sealed record ModelPrice
{
    private const decimal Tokens = 1_000_000;

    /// <summary>The model's name; with a <c>*</c> at its end, every name that begins with what is before it.</summary>
    public required string Model { get; init; }

    /// <summary>By ISO 4217, such as <c>USD</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>For a million tokens read.</summary>
    public required decimal Input { get; init; }

    /// <summary>For a million tokens read that the provider had read before; null: as any other.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>For a million tokens written.</summary>
    public required decimal Output { get; init; }

    /// <summary>Where it is written.</summary>
    public required string Source { get; init; }

    /// <summary>What tokens come to, in <see cref="Currency"/>.</summary>
    /// <param name="usage">The tokens.</param>
    public decimal Of(TokenUsage usage)
    {
        var cached = Math.Min(usage.CachedInputTokens, usage.InputTokens);
        return (((usage.InputTokens - cached) * Input) + (cached * (CachedInput ?? Input)) + (usage.OutputTokens * Output))
            / Tokens;
    }

    /// <summary>Why it cannot be a price; null where it can.</summary>
    internal string? FaultOf() => this switch
    {
        { Model.Length: 0 } or { Model: "*" } => "a model needs a name",
        { Currency: not { Length: 3 } } => $"'{Currency}' is no currency: three letters were expected, such as USD",
        { Input: < 0 } or { CachedInput: < 0 } or { Output: < 0 } => "a price cannot be negative",
        { Source.Length: 0 } => "where the price is written must be named (source)",
        _ => null,
    };
}
