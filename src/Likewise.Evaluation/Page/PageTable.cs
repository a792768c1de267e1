using System.Text;

namespace Likewise.Evaluation;

/// <summary>A table in markdown.</summary>
internal sealed class PageTable
{
    private readonly StringBuilder _text = new();

    public PageTable(params IEnumerable<string> columns)
    {
        var names = columns.ToArray();
        Row(names);
        Row(names.Select(_ => "---"));
    }

    public PageTable Row(params IEnumerable<string> cells)
    {
        _text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");
        return this;
    }

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);

    public override string ToString() => _text.ToString().TrimEnd('\n');
}
