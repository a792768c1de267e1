using System.Runtime.InteropServices;
using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors.Inverted;

/// <summary>How cells are found and searched, in a snapshot.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 32)]
internal readonly record struct InvertedOptionsRecord(
    int ProbesMax, int SurvivorsMax, float Reach, int CellsFrom, int Seed)
{
    private static readonly FourLetters Section = FourLetters.Of("OPTS");

    public static InvertedIndexOptions Load(Snapshot snapshot, VectorStorage storage)
    {
        var record = snapshot.Read<InvertedOptionsRecord>(Section);
        return new()
        {
            Storage = storage,
            ProbesMax = record.ProbesMax,
            SurvivorsMax = record.SurvivorsMax,
            Reach = record.Reach,
            CellsFrom = record.CellsFrom,
            Seed = record.Seed,
        };
    }

    public static void Save(SnapshotWriter writer, InvertedLimits limits) => writer.Write(Section, [new InvertedOptionsRecord(
        limits.ProbesMax, limits.SurvivorsMax, limits.Reach, limits.CellsFrom, limits.Seed)]);
}
