namespace Likewise.Encoder;

/// <summary>
/// An instruction set, as the kernels see it: a register of <see cref="Count"/> floats and what can be done with it. A kernel
/// takes it as a type parameter, so that each loop is written once and compiled for each width. Indices are in floats.
/// </summary>
internal interface ILanes<TVector>
    where TVector : struct
{
    static abstract int Count { get; }

    static abstract TVector Load(ref float source, nuint index);

    static abstract void Store(TVector value, ref float destination, nuint index);

    static abstract TVector Create(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left × right + addend; one rounding where the hardware fuses, two elsewhere.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The lesser; of zeros and what is no number, whichever the hardware gives. No kernel meets either.</summary>
    static abstract TVector Min(TVector left, TVector right);

    /// <summary>The greater; as <see cref="Min"/> otherwise.</summary>
    static abstract TVector Max(TVector left, TVector right);

    static abstract TVector Abs(TVector value);

    /// <summary>2 to the power n, where n is the integer in the low bits of <paramref name="bits"/> read as an integer.</summary>
    static abstract TVector PowerOfTwo(TVector bits);

    /// <summary>Stores the lowest byte of each float's bits, side by side.</summary>
    static abstract void StoreLowBytes(TVector bits, ref byte destination, nuint index);

    static abstract float Sum(TVector value);

    static abstract float Largest(TVector value);
}
