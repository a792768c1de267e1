using System.Globalization;

namespace Likewise.Cli;

/// <summary>What a check found, for people.</summary>
internal static class FindingsSheet
{
    private const int Shown = 50;

    public static void Show(StoreReport report, Terminal terminal)
    {
        var entries = report.Entries.ToString("N0", CultureInfo.InvariantCulture);
        terminal.Output.WriteLine(report.IsSound
            ? $"{entries} entries, nothing wrong."
            : $"{entries} entries; wrong: {string.Join(", ", report.Counts.Select(Count))}.");
        if (report.IsSound)
            return;

        var sheet = Sheet.Of(null, "kind", "entry", "what");
        foreach (var finding in report.Findings.Take(Shown))
            Sheet.Row(sheet, LookupFound.Snake(finding.Kind), finding.Id?.ToString() ?? "", Sheet.Line(finding.Detail, 160));
        terminal.Screen.Write(sheet);
    }

    private static string Count(KeyValuePair<StoreFindingKind, long> pair) =>
        string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {LookupFound.Snake(pair.Key)}");
}
