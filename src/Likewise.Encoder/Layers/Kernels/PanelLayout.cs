using System.Runtime.CompilerServices;

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

    /// <summary>
    /// Floats from one row of a product to the next: a cache line more than the row, since rows a multiple of many lines apart
    /// would drive one another out of the first cache when attention goes down their columns.
    /// </summary>
    public static int RowStride(int columns) => Padded(columns) + Width / 2;

    /// <summary>Lays out a matrix given by its columns, as the weights of linear layers are.</summary>
    /// <param name="source">Shape [columns, depth], rows <paramref name="stride"/> apart.</param>
    /// <param name="stride">Floats from one row of the source to the next; at least the depth.</param>
    /// <param name="columns">Columns of the matrix: rows of the source.</param>
    /// <param name="depth">Rows of the matrix.</param>
    /// <param name="panels">Receives the layout. Shape [<see cref="Padded"/>(columns) × depth].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromColumns(
        ReadOnlySpan<float> source, int stride, int columns, int depth, Span<float> panels)
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
                panel[at] = value;
                at += Width;
            }
        }
    }
}
