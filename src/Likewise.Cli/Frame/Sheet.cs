using Spectre.Console;
using Spectre.Console.Rendering;

namespace Likewise.Cli;

/// <summary>The one look of tables, and what keeps a stored text from being more than text on the screen.</summary>
internal static class Sheet
{
    public static Table Of(string? title, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(Color.Grey), UseSafeBorder = false };
        if (title is not null)
            table.Title = new TableTitle(Markup.Escape(title), new Style(decoration: Decoration.Bold));
        foreach (var column in columns)
        {
            // A heading that begins with > stands over numbers.
            var isNumber = column.StartsWith('>');
            var heading = new TableColumn(new Text(isNumber ? column[1..] : column, new Style(Color.Grey)));
            table.AddColumn(isNumber ? heading.RightAligned().NoWrap() : heading);
        }

        return table;
    }

    /// <summary>Adds a row of plain texts: brackets in them are no markup.</summary>
    public static void Row(Table table, params ReadOnlySpan<string> cells) => Row(table, Color.Default, cells);

    /// <summary>Adds a row of plain texts in a colour.</summary>
    public static void Row(Table table, Color color, params ReadOnlySpan<string> cells)
    {
        var row = new List<IRenderable>(cells.Length);
        foreach (var cell in cells)
            row.Add(new Text(cell, new Style(color)));
        table.AddRow(row);
    }

    /// <summary>Two columns without a border: what it is, what it says.</summary>
    public static void Facts(IAnsiConsole screen, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (name, value) in facts)
            grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        screen.Write(grid);
    }

    /// <summary>A text on one line, cut to a length, control characters made visible: no prompt steers the terminal.</summary>
    public static string Line(string text, int charsMax = 80)
    {
        var line = string.Concat(text.Take(charsMax + 1).Select(letter => IsObeyed(letter) ? VisibleOf(letter) : letter));
        if (line.Length <= charsMax)
            return line;

        var end = charsMax - 1;
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[end - 1]) ? end - 1 : end), "…");
    }

    /// <summary>A text whole, line feeds kept, other control characters made visible.</summary>
    public static string Block(string text) => string.Concat(
        text.ReplaceLineEndings("\n")
            .Select(letter => letter is not '\n' and not '\t' && IsObeyed(letter) ? VisibleOf(letter) : letter));

    /// <summary>Whether a terminal acts on it: control characters, and those that reverse what stands around them.</summary>
    private static bool IsObeyed(char letter) =>
        char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static char VisibleOf(char letter) => letter switch
    {
        '\n' or '\r' or '\t' => ' ',
        < ' ' => (char)('\u2400' + letter), // The control pictures: ␀ to ␟.
        _ => '\uFFFD',
    };
}
