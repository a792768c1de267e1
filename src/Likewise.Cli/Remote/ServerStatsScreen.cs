using System.Globalization;
using System.Text.Json;

namespace Likewise.Cli;

/// <summary>A running server's statistics, for people.</summary>
internal static class ServerStatsScreen
{
    public static void Show(JsonElement stats, Terminal terminal)
    {
        Sheet.Facts(
            terminal.Screen,
            ("entries", Number(stats, "entries")),
            ("lookups", Number(stats, "lookups")),
            ("hit rate", stats.TryGetProperty("hitRate", out var rate) ? Figure.Percent(rate.GetDouble()) : "none yet"),
            ("tokens saved, spent", $"{Number(stats, "tokensSaved")}, {Number(stats, "tokensSpent")}"),
            ("time saved, spent", $"{Time(stats, "secondsSaved")}, {Time(stats, "secondsSpent")}"));
        ShowMoney(stats.GetProperty("money"), terminal);
        ShowLatencies(stats.GetProperty("latencies"), terminal);
        ShowBackground(stats.GetProperty("background"), terminal);
    }

    private static void ShowMoney(JsonElement money, Terminal terminal)
    {
        var currencies = money.GetProperty("currencies").EnumerateObject().ToArray();
        if (currencies.Length > 0)
            ShowMoney(money, currencies, terminal);
        if (money.GetProperty("unpricedTokensSaved").GetInt64() > 0)
            terminal.Output.WriteLine(
                $"{Number(money, "unpricedTokensSaved")} tokens were saved of models without a price (prices.path).");
    }

    private static void ShowMoney(JsonElement money, JsonProperty[] currencies, Terminal terminal)
    {
        var title = $"Money, at prices of {money.GetProperty("pricesOf").GetString()}";
        var sheet = Sheet.Of(title, "currency", ">saved", ">spent", ">net");
        foreach (var currency in currencies)
            Sheet.Row(
                sheet, currency.Name, Amount(currency.Value, "saved"), Amount(currency.Value, "spent"),
                Amount(currency.Value, "net"));
        terminal.Screen.Write(sheet);
    }

    private static void ShowLatencies(JsonElement latencies, Terminal terminal)
    {
        var sheet = Sheet.Of("Time taken", "what", ">times", ">p50", ">p90", ">p99");
        foreach (var one in latencies.EnumerateObject())
            Sheet.Row(
                sheet, one.Name, Number(one.Value, "count"), Time(one.Value, "p50"), Time(one.Value, "p90"),
                Time(one.Value, "p99"));
        terminal.Screen.Write(sheet);
    }

    private static void ShowBackground(JsonElement background, Terminal terminal)
    {
        var sheet = Sheet.Of("Behind requests", "what", ">waiting", ">oldest", ">running", ">done", ">failed", ">dropped");
        foreach (var one in background.EnumerateObject())
            Sheet.Row(
                sheet, one.Name, Number(one.Value, "waiting"), Time(one.Value, "oldestSeconds"), Number(one.Value, "running"),
                Number(one.Value, "done"), Number(one.Value, "failed"), Number(one.Value, "dropped"));
        terminal.Screen.Write(sheet);
    }

    private static string Number(JsonElement of, string name) =>
        of.GetProperty(name).GetInt64().ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(JsonElement of, string name) =>
        ResultText.Duration(TimeSpan.FromSeconds(of.GetProperty(name).GetDouble()));

    private static string Amount(JsonElement of, string name) =>
        of.GetProperty(name).GetDecimal().ToString("0.00####", CultureInfo.InvariantCulture);
}
