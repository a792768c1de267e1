namespace Likewise.Evaluation;

/// <summary>Measurements that belong together.</summary>
/// <param name="Name">What the legend calls them; short, since the legend does not break lines.</param>
/// <param name="Points">In the order in which a line goes through them.</param>
/// <param name="Look">How they are drawn.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<PlotPoint> Points, PlotLook Look);

/// <summary>How a series is drawn.</summary>
internal enum PlotLook
{
    /// <summary>A line with marks on it, and a light band for what is uncertain.</summary>
    Line,

    /// <summary>Marks, and whiskers for what is uncertain.</summary>
    Marks,

    /// <summary>A broken line without marks: what should be, to compare with.</summary>
    Reference,
}
