namespace Likewise.Evaluation;

/// <summary>Numbers by index, 0 where none was set; memory is taken where some were.</summary>
internal sealed class PagedNumbers
{
    private const int PageBits = 10;

    private int[]?[] _pages = [];

    public int this[int index]
    {
        get => index >> PageBits < _pages.Length && _pages[index >> PageBits] is { } page ? page[index & (1 << PageBits) - 1] : 0;
        set
        {
            var at = index >> PageBits;
            if (at >= _pages.Length)
                Array.Resize(ref _pages, Math.Max(2 * _pages.Length, at + 1));
            (_pages[at] ??= new int[1 << PageBits])[index & (1 << PageBits) - 1] = value;
        }
    }

    public void Clear() => _pages = [];
}
