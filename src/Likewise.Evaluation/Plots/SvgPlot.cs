using System.Globalization;

namespace Likewise.Evaluation;

/// <summary>
/// Draws a plot: 1. the page, 2. the axes, 3. bands and whiskers, 4. lines and marks, 5. the legend, which has a column of its
/// own to the right, so that it never lies on the data.
/// </summary>
/// <remarks>
/// The background is white whatever is around it, and nothing depends on a style sheet. What is seen is also told: a title and a
/// description for who listens, and words at each mark.
/// </remarks>
internal sealed class SvgPlot(
    string title, string description, PlotAxis across, PlotAxis up, IReadOnlyList<PlotSeries> series)
{
    private const double Left = 64, Width = 480, Height = 330, Bottom = 56, LetterWidth = 6.6, LegendGap = 28;
    private const string Faint = "stroke=\"#e2e2e2\" stroke-width=\"1\"", Dark = "stroke=\"#444444\" stroke-width=\"1\"";

    private readonly SvgText _svg = new();
    private readonly double _top = across.Other is null ? 44 : 84;
    private readonly double _endAcross = across.Max ?? PlotTicks.EndOf(Largest(series, point => point.Across));
    private readonly double _endUp = up.Max ?? PlotTicks.EndOf(Largest(series, point => point.Up));

    public string Draw()
    {
        // 1. The page.
        var legendWidth = series.Select(one => one.Name.Length).DefaultIfEmpty(0).Max() * LetterWidth;
        var (width, height) = (Left + Width + LegendGap + 24 + legendWidth + 8, _top + Height + Bottom);
        var size = $"{SvgText.Number(width)} {SvgText.Number(height)}";
        _svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size}\" width=\"{SvgText.Number(width)}\" "
            + $"height=\"{SvgText.Number(height)}\" role=\"img\" aria-labelledby=\"title description\" "
            + "font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"12\" fill=\"#222222\">");
        _svg.Element("title", "id=\"title\"", title);
        _svg.Element("desc", "id=\"description\"", description);
        _svg.Raw("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        _svg.Label(Left, 22, "start", title, "font-size=\"14\" font-weight=\"600\"");

        // 2. The axes.
        DrawAcross();
        DrawUp();

        // 3. Bands and whiskers, which reach past the axes at times. 4. Lines and marks.
        _svg.Raw($"<clipPath id=\"inside\"><rect x=\"{SvgText.Number(Left)}\" y=\"{SvgText.Number(_top)}\" "
            + $"width=\"{SvgText.Number(Width)}\" height=\"{SvgText.Number(Height)}\"/></clipPath>");
        for (var place = 0; place < series.Count; place++)
            DrawUncertainty(series[place], PlotMark.Of(place));
        for (var place = 0; place < series.Count; place++)
            DrawSeries(series[place], PlotMark.Of(place));

        // 5. The legend.
        for (var place = 0; place < series.Count; place++)
            DrawLegend(place);
        _svg.Raw("</svg>");
        return _svg.ToString();
    }

    private static double Largest(IReadOnlyList<PlotSeries> series, Func<PlotPoint, double> of) =>
        series.SelectMany(one => one.Points).Select(of).DefaultIfEmpty(1).Max();

    private static string Percent(double share) => share.ToString("0.## %", CultureInfo.InvariantCulture);

    private double X(double share) => Left + ((share - across.Min) / (_endAcross - across.Min) * Width);

    private double Y(double share) => _top + Height - ((share - up.Min) / (_endUp - up.Min) * Height);

    private void DrawAcross()
    {
        foreach (var tick in PlotTicks.Of(across.Min, _endAcross))
        {
            _svg.Line(X(tick), _top, X(tick), _top + Height, Faint);
            _svg.Label(X(tick), _top + Height + 18, "middle", Percent(tick));
            if (across.Other is { } other)
                _svg.Label(X(tick), _top - 8, "middle", Percent(tick * other.Factor), "fill=\"#666666\"");
        }

        _svg.Line(Left, _top + Height, Left + Width, _top + Height, Dark);
        _svg.Label(Left + (Width / 2), _top + Height + 42, "middle", across.Label);
        if (across.Other is { } scale)
            _svg.Label(Left + (Width / 2), _top - 28, "middle", scale.Label, "fill=\"#666666\"");
    }

    private void DrawUp()
    {
        foreach (var tick in PlotTicks.Of(up.Min, _endUp))
        {
            _svg.Line(Left, Y(tick), Left + Width, Y(tick), Faint);
            _svg.Label(Left - 8, Y(tick) + 4, "end", Percent(tick));
        }

        _svg.Line(Left, _top, Left, _top + Height, Dark);
        var middle = $"{SvgText.Number(14)} {SvgText.Number(_top + (Height / 2))}";
        _svg.Label(14, _top + (Height / 2), "middle", up.Label, $"transform=\"rotate(-90 {middle})\"");
    }

    private void DrawUncertainty(PlotSeries one, PlotMark mark)
    {
        var points = one.Points.Where(point => point.AcrossWithin is not null || point.UpWithin is not null).ToArray();
        if (points.Length == 0)
            return;

        _svg.Raw("<g clip-path=\"url(#inside)\">");
        if (one.Look == PlotLook.Line)
        {
            var there = points.Select(LowOf);
            var back = points.Reverse().Select(HighOf);
            _svg.Raw($"<polygon points=\"{SvgText.Points(there.Concat(back))}\" fill=\"{mark.Colour}\" fill-opacity=\"0.12\"/>");
        }
        else
        {
            foreach (var point in points)
            {
                var (low, high) = (LowOf(point), HighOf(point));
                _svg.Line(
                    low.X, low.Y, high.X, high.Y, $"stroke=\"{mark.Colour}\" stroke-width=\"2\" stroke-opacity=\"0.35\"");
            }
        }

        _svg.Raw("</g>");
    }

    private (double X, double Y) LowOf(PlotPoint point) =>
        (X(point.AcrossWithin?.Low ?? point.Across), Y(point.UpWithin?.Low ?? point.Up));

    private (double X, double Y) HighOf(PlotPoint point) =>
        (X(point.AcrossWithin?.High ?? point.Across), Y(point.UpWithin?.High ?? point.Up));

    private void DrawSeries(PlotSeries one, PlotMark mark)
    {
        if (one.Look != PlotLook.Marks)
        {
            var points = SvgText.Points(one.Points.Select(point => (X(point.Across), Y(point.Up))));
            _svg.Raw($"<polyline points=\"{points}\" fill=\"none\" {StrokeOf(one, mark)}/>");
        }

        if (one.Look == PlotLook.Reference)
            return;
        foreach (var point in one.Points)
        {
            _svg.Raw($"<g fill=\"{mark.Colour}\" stroke=\"#ffffff\" stroke-width=\"0.8\">");
            _svg.Element("title", "", point.Words);
            _svg.Raw($"{mark.Shape(X(point.Across), Y(point.Up))}</g>");
        }
    }

    private void DrawLegend(int place)
    {
        var (one, mark) = (series[place], PlotMark.Of(place));
        var (x, y) = (Left + Width + LegendGap, _top + 10 + (place * 22));
        if (one.Look != PlotLook.Marks)
            _svg.Line(x - 12, y, x + 12, y, StrokeOf(one, mark));
        if (one.Look != PlotLook.Reference)
            _svg.Raw($"<g fill=\"{mark.Colour}\" stroke=\"#ffffff\" stroke-width=\"0.8\">{mark.Shape(x, y)}</g>");
        _svg.Label(x + 20, y + 4, "start", one.Name);
    }

    private static string StrokeOf(PlotSeries one, PlotMark mark) => one.Look == PlotLook.Reference
        ? "stroke=\"#777777\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\""
        : $"stroke=\"{mark.Colour}\" stroke-width=\"1.8\"";
}
