using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>The JSON of <c>warm</c>.</summary>
/// <param name="State"><c>done</c>, or <c>over_budget</c> where the budget ended it.</param>
/// <param name="Read">Prompts looked at.</param>
/// <param name="Known">Answered already.</param>
/// <param name="Due">Would be asked, in a dry run.</param>
/// <param name="InputTokens">What models read; in a dry run what they would, as reckoned.</param>
/// <param name="Cost">By currency.</param>
/// <param name="UnpricedTokens">Tokens of models without a price.</param>
/// <param name="Faults">The file that names each prompt of which nothing came; null where there is none.</param>
internal sealed record WarmFound(
    string State, long Read, long Known, long Due, long Stored, long NotStored, long Failed, long Refused, long InputTokens,
    long OutputTokens, IReadOnlyDictionary<string, decimal> Cost, long UnpricedTokens, string? Faults)
{
    public bool IsWhole => State == "done" && NotStored + Failed + Refused == 0;

    public static WarmFound Of(WarmTally tally, string? faults) => new(
        tally.IsOverBudget ? "over_budget" : "done", tally.Read, tally.Known, tally.Due, tally.Stored, tally.NotStored,
        tally.Failed, tally.Refused, tally.Usage.InputTokens, tally.Usage.OutputTokens, tally.Cost, tally.UnpricedTokens, faults);

    /// <summary>What a server says of one of its warmings.</summary>
    public static WarmTally TallyOf(JsonElement job) => new()
    {
        Read = Number(job, "read"), Known = Number(job, "known"), Due = Number(job, "due"), Stored = Number(job, "stored"),
        NotStored = Number(job, "notStored"), Failed = Number(job, "failed"), Refused = Number(job, "refused"),
        IsOverBudget = job.GetProperty("isOverBudget").GetBoolean(),
        Usage = new TokenUsage(Number(job, "inputTokens"), Number(job, "outputTokens")),
        UnpricedTokens = Number(job, "unpricedTokens"),
        Cost = job.GetProperty("cost").EnumerateObject().ToDictionary(part => part.Name, part => part.Value.GetDecimal()),
    };

    public void Show(Terminal terminal)
    {
        var isDry = Due > 0;
        var money = string.Join(", ", Cost.Select(part => string.Create(
            CultureInfo.InvariantCulture, $"{part.Value:0.00####} {part.Key}")));
        Sheet.Facts(
            terminal.Screen,
            ("prompts", Text(Read)),
            ("answered already", Text(Known)),
            (isDry ? "to be asked" : "stored", Text(isDry ? Due : Stored)),
            ("failed", Text(Failed)),
            ("not stored, refused", $"{Text(NotStored)}, {Text(Refused)}"),
            (isDry ? "tokens, as reckoned" : "tokens", $"{Text(InputTokens)} read, {Text(OutputTokens)} written"),
            (isDry ? "cost, as reckoned" : "cost", money.Length > 0 ? money : "unknown: no model has a price"));
        if (State != "done")
            terminal.Output.WriteLine("The budget is spent; --resume goes on.");
    }

    private static long Number(JsonElement job, string name) => job.GetProperty(name).GetInt64();

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>The shapes of <c>--json</c> of warming.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WarmFound))]
internal sealed partial class WarmJson : JsonSerializerContext;
