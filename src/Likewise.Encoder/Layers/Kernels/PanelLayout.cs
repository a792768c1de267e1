namespace Likewise.Encoder;

/// <summary>
/// How the right side of a product lies in memory: its columns in panels of <see cref="Width"/>, panel after panel, each panel
/// row by row, so that the product reads it straight through. Columns beyond the last are zero. Shape [panels, depth, Width].
/// </summary>
internal static class PanelLayout
{
    /// <summary>Columns of a panel: two registers of AVX-512, four of AVX2.</summary>
    public const int Width = 32;

    /// <summary>Columns with those that fill the last panel.</summary>
    public static int Padded(int columns) => (columns + Width - 1) / Width * Width;

    /// <summary>Lays out a matrix given by its columns, as the weights of linear layers are.</summary>
    /// <param name="source">Shape [columns, depth], rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">Floats from one row of the source to the next; at least the depth.</param>
    /// <param name="columns">Columns of the matrix: rows of the source.</param>
    /// <param name="depth">Rows of the matrix.</param>
    /// <param name="scale">What each value is multiplied by.</param>
    /// <param name="panels">Receives the layout. Shape [<see cref="Padded"/>(columns) × depth].</param>
    public static void FromColumns(
        ReadOnlySpan<float> source, int stride, int columns, int depth, float scale, Span<float> panels)
    {
        panels = panels[..(Padded(columns) * depth)];
        panels[(columns / Width * Width * depth)..].Clear();
        for (var column = 0; column < columns; column++)
        {
            var panel = panels.Slice(column / Width * Width * depth, Width * depth);
            var values = source.Slice(column * stride, depth);
            var at = column % Width;
            foreach (var value in values)
            {
                panel[at] = value * scale;
                at += Width;
            }
        }
    }

    /// <summary>Lays out a matrix given by its rows.</summary>
    /// <param name="source">Shape [depth, columns], rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">Floats from one row of the source to the next; at least the columns.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="depth">Rows of the matrix.</param>
    /// <param name="panels">Receives the layout. Shape [<see cref="Padded"/>(columns) × depth].</param>
    public static void FromRows(ReadOnlySpan<float> source, int stride, int columns, int depth, Span<float> panels)
    {
        panels = panels[..(Padded(columns) * depth)];
        panels[(columns / Width * Width * depth)..].Clear();
        for (var first = 0; first < columns; first += Width)
        {
            var width = Math.Min(Width, columns - first);
            var panel = panels.Slice(first * depth, Width * depth);
            for (var row = 0; row < depth; row++)
                source.Slice(row * stride + first, width).CopyTo(panel[(row * Width)..]);
        }
    }
}
