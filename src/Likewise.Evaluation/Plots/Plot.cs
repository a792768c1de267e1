namespace Likewise.Evaluation;

/// <summary>A picture of measurements: points over two axes, in series that are told apart by mark and by colour.</summary>
/// <remarks>Immutable. The same plot gives the same bytes on every machine.</remarks>
public sealed class Plot
{
    private readonly string _title;
    private readonly string _description;
    private readonly PlotAxis _across;
    private readonly PlotAxis _up;
    private readonly IReadOnlyList<PlotSeries> _series;

    internal Plot(string title, string description, PlotAxis across, PlotAxis up, IReadOnlyList<PlotSeries> series) =>
        (_title, _description, _across, _up, _series) = (title, description, across, up, series);

    /// <summary>The picture as a whole SVG document, in UTF-8 where it is written to a file.</summary>
    public string ToSvg() => new SvgPlot(_title, _description, _across, _up, _series).Draw();
}
