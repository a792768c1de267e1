using System.Globalization;
using System.Xml.Linq;
using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class PlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Plot Some = new(
        "Hits & misses", "What a < b says",
        new PlotAxis("wrong", Other: new PlotScale("really wrong", 0.5)), new PlotAxis("hits"),
        [
            new PlotSeries(
                "one", [new(0.1, 0.02, "first") { AcrossWithin = new(0.05, 0.2) }, new(0.3, 0.05, "second")], PlotLook.Line),
            new PlotSeries("two & three", [new(0.2, 0.04, "third") { UpWithin = new(0, 0.9) }], PlotLook.Marks),
            new PlotSeries("as it should be", [new(0, 0, ""), new(0.3, 0.05, "")], PlotLook.Reference),
        ]);

    [Fact]
    public void A_plot_is_a_document_with_a_title_and_a_description_for_who_does_not_see_it()
    {
        var root = XDocument.Parse(Some.ToSvg()).Root!;

        Assert.Equal(("img", "title description"), (root.Attribute("role")?.Value, root.Attribute("aria-labelledby")?.Value));
        Assert.Equal("Hits & misses", root.Element(Svg + "title")?.Value);
        Assert.Equal("What a < b says", root.Element(Svg + "desc")?.Value);
        Assert.Equal("#ffffff", root.Element(Svg + "rect")?.Attribute("fill")?.Value);
        Assert.Equal(["first", "second", "third"], root.Elements(Svg + "g").Elements(Svg + "title").Select(words => words.Value));
    }

    [Fact]
    public void The_legend_stands_beside_the_data_and_inside_the_page()
    {
        var root = XDocument.Parse(Some.ToSvg()).Root!;
        var area = root.Element(Svg + "clipPath")!.Element(Svg + "rect")!;
        var right = Number(area, "x") + Number(area, "width");
        var names = root.Elements(Svg + "text").Where(text => text.Value is "one" or "two & three" or "as it should be").ToList();

        Assert.Equal(3, names.Count);
        Assert.All(names, name => Assert.InRange(Number(name, "x"), right + 1, Number(root, "width")));
        Assert.All(
            root.Descendants(Svg + "circle").Where(mark => mark.Parent!.Element(Svg + "title") is not null),
            mark => Assert.InRange(Number(mark, "cx"), Number(area, "x"), right));
    }

    [Fact]
    public void Series_differ_in_shape_and_in_colour()
    {
        var marks = Enumerable.Range(0, 5).Select(PlotMark.Of).ToList();

        Assert.Equal(5, marks.Select(mark => mark.Colour).Distinct().Count());
        Assert.Equal(5, marks.Select(mark => mark.Shape(10, 10)).Distinct().Count());
        Assert.Equal(marks[0], PlotMark.Of(5));
    }

    [Fact]
    public void A_plot_of_nothing_is_a_plot()
    {
        var svg = new Plot("t", "d", new PlotAxis("x"), new PlotAxis("y"), [new PlotSeries("none", [], PlotLook.Line)]).ToSvg();
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.NotNull(XDocument.Parse(svg).Root);
    }

    [Theory]
    [InlineData(0, 0.087, 0.1, new[] { 0, 0.02, 0.04, 0.06, 0.08, 0.1 })]
    [InlineData(0, 1, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0.4, 1, 1, new[] { 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1 })]
    [InlineData(0, 0.0031, 0.0035, new[] { 0, 0.001, 0.002, 0.003 })]
    public void Axes_end_and_are_marked_at_round_shares(double start, double largest, double end, double[] ticks)
    {
        Assert.InRange(PlotTicks.EndOf(largest), largest, (end * 1.2) + 1e-9);
        Assert.Equal(ticks, PlotTicks.Of(start, end).Select(tick => Math.Round(tick, 9)));
    }

    [Fact]
    public void Reliability_is_drawn_beside_what_the_scores_say()
    {
        var plot = ReliabilityPlot.Of("some", new Reliability([(0.95, true), (0.9, false), (0.35, false)])).ToSvg();

        Assert.Contains("<title>score 0.93: 50.0 % right of 2</title>", plot, StringComparison.Ordinal);
        Assert.Contains("stroke-dasharray", plot, StringComparison.Ordinal);
    }

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
