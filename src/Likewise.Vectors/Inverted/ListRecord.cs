using System.Runtime.InteropServices;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Inverted;

/// <summary>A list of codes, as a snapshot describes it.</summary>
/// <param name="Number">From 1 on the cell's number and 1, below 0 that of a list of the tail.</param>
/// <param name="Capacity">Entries that it has room for: whole groups.</param>
/// <param name="Places">How many of them were ever used.</param>
/// <param name="FirstHole">The first of the places that are free again; -1 if there is none.</param>
/// <param name="Count">Entries that are there.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 32)]
internal readonly record struct ListRecord(int Number, int Capacity, int Places, int FirstHole, int Count)
{
    public bool IsPossible =>
        Number != 0 && Capacity > 0 && Capacity % Hamming.Lanes == 0 && Places >= 0 && Places <= Capacity
        && FirstHole >= -1 && FirstHole < Places && Count >= 0 && Count <= Places;
}
