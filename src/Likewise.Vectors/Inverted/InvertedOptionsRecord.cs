using System.Runtime.InteropServices;
using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors.Inverted;

/// <summary>How cells are found and searched, in a snapshot.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 32)]
internal readonly record struct InvertedOptionsRecord(
    int ProbesMax, int SurvivorsMax, float Reach, int CellsFrom, int Seed, float Deviations,
    int Subquantizers)
{
    private static readonly FourLetters Section = FourLetters.Of("OPTS");
    private static readonly FourLetters Codebooks = FourLetters.Of("BOOK");

    public static InvertedIndexOptions Load(Snapshot snapshot, VectorStorage storage)
    {
        var record = snapshot.Read<InvertedOptionsRecord>(Section);
        return new()
        {
            Storage = storage,
            Quantizer = record.Subquantizers == 0 ? null : new(
                snapshot.Header.Dimension, record.Subquantizers, snapshot.ReadAll<float>(Codebooks)),
            Deviations = record.Deviations,
            ProbesMax = record.ProbesMax,
            SurvivorsMax = record.SurvivorsMax,
            Reach = record.Reach,
            CellsFrom = record.CellsFrom,
            Seed = record.Seed,
        };
    }

    public static void Save(SnapshotWriter writer, InvertedLimits limits, ProductCodes? codes)
    {
        writer.Write(Section, [new InvertedOptionsRecord(
            limits.ProbesMax, limits.SurvivorsMax, limits.Reach, limits.CellsFrom, limits.Seed, limits.Deviations,
            codes?.Quantizer.Subquantizers ?? 0)]);
        if (codes is not null)
            writer.Write(Codebooks, codes.Codebooks);
    }
}
