namespace Likewise.Encoder;

/// <summary>Which columns of a product are computed: whole panels.</summary>
/// <param name="First">The first; a multiple of <see cref="PanelLayout.Width"/>.</param>
/// <param name="Count">How many; a multiple of it as well.</param>
internal readonly record struct ColumnRange(int First, int Count)
{
    /// <summary>All of them.</summary>
    public static ColumnRange All(int columns) => new(0, PanelLayout.Padded(columns));

    /// <summary>Whether it lies within a product of so many columns, padding included.</summary>
    public bool IsWithin(int padded) =>
        First >= 0 && Count >= 0 && First % PanelLayout.Width == 0 && Count % PanelLayout.Width == 0 && Count <= padded - First;
}
