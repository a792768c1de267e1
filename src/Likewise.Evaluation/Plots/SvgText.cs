using System.Globalization;
using System.Security;
using System.Text;

namespace Likewise.Evaluation;

/// <summary>Writes the few elements that a plot is made of; numbers with a tenth of a pixel, the same in every country.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public static string Number(double value)
    {
        var text = value.ToString("0.#", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    public static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));

    /// <summary>A line of the document as it is.</summary>
    public void Raw(string line) => _text.Append(line).Append('\n');

    /// <summary>An element whose content is text.</summary>
    public void Element(string name, string attributes, string content)
    {
        var space = attributes.Length == 0 ? "" : " ";
        Raw($"<{name}{space}{attributes}>{SecurityElement.Escape(content)}</{name}>");
    }

    public void Label(double x, double y, string anchor, string content, string more = "") => Element(
        "text", $"x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\"{(more.Length == 0 ? "" : " " + more)}", content);

    public void Line(double x1, double y1, double x2, double y2, string style) => Raw(
        $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" {style}/>");

    public override string ToString() => _text.ToString();
}
