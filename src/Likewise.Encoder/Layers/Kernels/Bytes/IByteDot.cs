namespace Likewise.Encoder;

/// <summary>
/// An instruction set, as the product of bytes sees it: a register of <see cref="Columns"/> 32-bit sums, and how four unsigned
/// activations times four signed weights are added to each of them. Every set gives the same integers. Indices are in elements.
/// </summary>
internal interface IByteDot<TVector>
    where TVector : struct
{
    /// <summary>Sums in a register, and groups of four weights.</summary>
    static abstract int Columns { get; }

    /// <summary>What is off every activation by the time that it is multiplied.</summary>
    static abstract int Offset { get; }

    /// <summary>Rows of a tile, at most 8, whose sums the registers hold: two registers a row where a panel has two.</summary>
    static abstract int TallestTile { get; }

    static abstract TVector LoadWeights(ref sbyte source, nuint index);

    /// <summary>The same four activations, or the same number, for every column.</summary>
    static abstract TVector Repeat(int value);

    /// <summary>number × source, column by column.</summary>
    static abstract TVector Scale(int number, ref int source, nuint index);

    /// <summary>
    /// Adds to each sum the four products of its column, exactly, with <see cref="Offset"/> off each activation.
    /// </summary>
    static abstract TVector MultiplyAdd(TVector sums, TVector activations, TVector weights);

    /// <summary>Stores sum × (row scale × scale of the column) + bias; every step is rounded by itself, in every set.</summary>
    static abstract void Store(
        TVector sums, float rowScale, ref float scales, ref float bias, ref float destination, nuint index);
}
