namespace Likewise.Evaluation;

/// <summary>
/// The marks of series: each its own shape and colour, so that a series is told by either alone. Colours are those of Okabe and
/// Ito (Color Universal Design, 2008), which people with any kind of colour vision tell apart.
/// </summary>
internal sealed record PlotMark(string Colour, Func<double, double, string> Shape)
{
    private static readonly PlotMark[] All =
    [
        new("#0072b2", Circle),
        new("#d55e00", (x, y) => Polygon((x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4))),
        new("#009e73", (x, y) => Polygon((x, y - 5), (x + 5, y + 4), (x - 5, y + 4))),
        new("#cc79a7", (x, y) => Polygon((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y))),
        new("#e69f00", (x, y) => Polygon((x - 5, y - 4), (x + 5, y - 4), (x, y + 5))),
    ];

    /// <summary>The mark of the series at a place in the legend; past the last, from the first again.</summary>
    public static PlotMark Of(int place) => All[place % All.Length];

    private static string Circle(double x, double y) =>
        $"<circle cx=\"{SvgText.Number(x)}\" cy=\"{SvgText.Number(y)}\" r=\"4.5\"/>";

    private static string Polygon(params (double X, double Y)[] corners) => $"<polygon points=\"{SvgText.Points(corners)}\"/>";
}
