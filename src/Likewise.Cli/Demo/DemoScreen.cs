using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Likewise.Cli;

/// <summary>The demo while it runs: how far it is, what has come of it so far, and the last answers.</summary>
internal sealed class DemoScreen(DemoTally tally, int requests, TimeProvider time)
{
    /// <summary>How many of the last answers are shown: with the rest they fit a terminal of 24 lines.</summary>
    private const int StepsShown = 12;

    private readonly Queue<DemoStep> _steps = new();
    private readonly long _started = time.GetTimestamp();

    public void Add(DemoStep step)
    {
        _steps.Enqueue(step);
        if (_steps.Count > StepsShown)
            _steps.Dequeue();
    }

    public IRenderable Render(int columns)
    {
        var lines = new Table { Border = TableBorder.None, ShowHeaders = false, Expand = true }
            .AddColumn(new TableColumn("").NoWrap().Width(9)).AddColumn(new TableColumn("").NoWrap());
        foreach (var step in _steps)
            lines.AddRow(Mark(step), new Text(Words(step, Math.Max(20, columns - 20))));

        return new Rows(
            new Panel(new Rows(Progress(Math.Max(10, columns - 30)), Counts())) { Border = BoxBorder.Rounded, Expand = true }
                .BorderColor(Color.Grey).Header("[bold] likewise demo [/]"),
            lines);
    }

    private Markup Progress(int width)
    {
        var done = width * tally.Requests / Math.Max(1, requests);
        var elapsed = time.GetElapsedTime(_started);
        return new Markup(string.Create(
            CultureInfo.InvariantCulture,
            $"[green]{new string('━', done)}[/][grey]{new string('─', width - done)}[/] "
            + $"{tally.Requests,4} / {requests}   {elapsed:m\\:ss}"));
    }

    private Markup Counts() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"[green]exact {tally[DemoOutcome.Exact]}   by meaning {tally[DemoOutcome.Semantic]}[/]   "
        + $"[red]wrong {tally[DemoOutcome.Wrong]}[/]   [grey]asked the model {tally.Misses}[/]   "
        + $"saved {tally.UpstreamTimeAvoided.TotalSeconds:0.0} s, {tally.TokensAvoided:N0} tokens"));

    private static Markup Mark(DemoStep step)
    {
        var similarity = step.Lookup is LookupHit hit ? hit.Similarity.ToString("0.00", CultureInfo.InvariantCulture) : "";
        return new Markup(step.Outcome switch
        {
            DemoOutcome.Exact => "[green] = exact[/]",
            DemoOutcome.Semantic => $"[green] ≈ {similarity}[/]",
            DemoOutcome.Wrong => $"[red] ✗ {similarity}[/]",
            _ => "[grey] · model[/]",
        });
    }

    private static string Words(DemoStep step, int charsMax) =>
        step is { Outcome: DemoOutcome.Semantic or DemoOutcome.Wrong, Lookup: LookupHit hit }
        ? $"{Sheet.Line(step.Question.Text, charsMax / 2)}  ←  {Sheet.Line(hit.Entry.Prompt, charsMax / 2)}"
        : Sheet.Line(step.Question.Text, charsMax);
}
