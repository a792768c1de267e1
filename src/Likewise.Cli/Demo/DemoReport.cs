using System.Globalization;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary>What the demo says when it is over.</summary>
internal static class DemoReport
{
    public static void Show(DemoTally tally, int wrongMax, IAnsiConsole screen)
    {
        screen.Write(new Grid().AddColumn(new GridColumn().PadLeft(0).PadRight(1)).AddColumn(new GridColumn().PadRight(0))
            .AddRow(Answers(tally), Stages(tally.Stages)));
        Sheet.Facts(
            screen,
            ("time saved", $"{Seconds(tally.UpstreamTimeAvoided - tally.CacheTime)}: {Seconds(tally.UpstreamTimeAvoided)} of the "
                + $"model's by right hits, less {Seconds(tally.CacheTime)} of the cache's for all questions"),
            ("tokens saved", string.Create(
                CultureInfo.InvariantCulture, $"{tally.TokensAvoided:N0} of {tally.TokensAvoided + tally.TokensUsed:N0}")));
        if (tally.WrongHits.Count > 0)
            screen.Write(Wrong(tally, wrongMax));
    }

    private static Table Answers(DemoTally tally)
    {
        var sheet = Sheet.Of("What came of the questions", "answered", ">questions", ">share");
        Add("cache, same words", Color.Green, tally[DemoOutcome.Exact]);
        Add("cache, same meaning", Color.Green, tally[DemoOutcome.Semantic]);
        Add("cache, wrongly", Color.Red, tally[DemoOutcome.Wrong]);
        Add("model, asked before", Color.Default, tally[DemoOutcome.Missed]);
        Add("model, new", Color.Default, tally[DemoOutcome.First]);
        sheet.AddEmptyRow();
        Add("all", Color.Default, tally.Requests);
        return sheet;

        void Add(string name, Color color, int count) => Sheet.Row(sheet, color, name, $"{count}", Share(count, tally.Requests));
    }

    private static Table Stages(StageSheet stages)
    {
        var sheet = Sheet.Of("Where a lookup's time went", "stage", ">lookups", ">p50 ms", ">p99 ms", ">share");
        foreach (var (name, times) in stages.Stages)
            Add(name, times);
        Add("all", stages.Total);
        return sheet;

        void Add(string name, StageTimes times) => Sheet.Row(
            sheet, name, $"{times.Count}", Milliseconds(times.Percentile(0.50)), Milliseconds(times.Percentile(0.99)),
            Share(times.Total.TotalSeconds, stages.Total.Total.TotalSeconds));
    }

    private static Table Wrong(DemoTally tally, int wrongMax)
    {
        var different = tally.WrongHits.Distinct().OrderByDescending(hit => hit.Similarity).ToArray();
        var shown = different.Take(wrongMax).ToArray();
        var some = shown.Length < different.Length ? $": {shown.Length} of {different.Length} different ones" : "";
        var sheet = Sheet.Of($"Wrong hits, the price of one threshold{some}", "asked", "got the answer to", ">similarity");
        foreach (var hit in shown)
            Sheet.Row(sheet, hit.Asked, hit.AnsweredFor, hit.Similarity.ToString("0.000", CultureInfo.InvariantCulture));
        return sheet;
    }

    private static string Share(double part, double whole) =>
        whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * part / whole:0.0} %") : "-";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture);
}
