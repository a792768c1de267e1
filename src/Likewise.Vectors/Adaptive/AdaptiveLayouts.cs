namespace Likewise.Vectors.Adaptive;

/// <summary>
/// The layouts that an index goes through, smallest first. Indexes of one encoder and one set of options share them.
/// </summary>
internal sealed class AdaptiveLayouts
{
    private readonly (int From, Func<VectorIndex> Create)[] _layouts;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AdaptiveLayouts(SignEncoder encoder, AdaptiveIndexOptions options)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        if (options.FlatMax < 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.FlatMax, "FlatMax is at least 0.");

        BinaryIndex.ThrowIfOutOfRange(options.Binary);
        var binary = options.Binary.Copy();
        if (binary.Storage == VectorStorage.None)
            throw new ArgumentOutOfRangeException(nameof(options), binary.Storage, "What keeps no vectors cannot move.");

        if (options.InvertedFrom <= options.FlatMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.InvertedFrom, $"InvertedFrom is above FlatMax, {options.FlatMax}.");
        }

        (Encoder, Binary, FlatMax, InvertedFrom) = (encoder, binary, options.FlatMax, options.InvertedFrom);
        _layouts =
        [
            (0, () => new FlatIndex(Dimension, binary.Storage)),
            (options.FlatMax + 1, () => new BinaryIndex(encoder, binary)),
            (options.InvertedFrom, () => new InvertedIndex(encoder, new() { Storage = binary.Storage })),
        ];
    }

    public SignEncoder Encoder { get; }

    public BinaryIndexOptions Binary { get; }

    public int FlatMax { get; }

    public int InvertedFrom { get; }

    public int Dimension => Encoder.Dimension;

    public int Count => _layouts.Length;

    public VectorIndex Create(int layout) => _layouts[layout].Create();

    /// <summary>The layout that so many vectors call for: the one in force, or the one next to it.</summary>
    public int For(int count, int layout)
    {
        if (layout + 1 < _layouts.Length && count >= _layouts[layout + 1].From)
            return layout + 1;
        return count < _layouts[layout].From / AdaptiveLimits.Slack ? layout - 1 : layout;
    }
}
