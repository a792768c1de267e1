namespace Likewise.Vectors.Graph;

/// <summary>The levels of a graph, the lowest first, and the row of the highest where every search begins.</summary>
internal sealed record GraphTop(GraphLayer[] Layers, int Entry)
{
    public static GraphTop Empty { get; } = new([], LayerView.None);
}
