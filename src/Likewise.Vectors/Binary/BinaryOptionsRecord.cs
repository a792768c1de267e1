using System.Runtime.InteropServices;
using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors.Binary;

/// <summary>How an index of codes is searched, in a snapshot.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 32)]
internal readonly record struct BinaryOptionsRecord(
    double AssuredSimilarity, float Deviations, int SurvivorsMax, int LookedAtMax)
{
    private static readonly FourLetters Section = FourLetters.Of("OPTS");

    public static void Save(SnapshotWriter writer, BinaryIndexOptions options) => writer.Write(Section,
        [new BinaryOptionsRecord(options.AssuredSimilarity, options.Deviations, options.SurvivorsMax, options.LookedAtMax)]);

    public static BinaryIndexOptions Load(Snapshot snapshot, VectorStorage storage)
    {
        var record = snapshot.Read<BinaryOptionsRecord>(Section);
        return new()
        {
            Storage = storage,
            AssuredSimilarity = record.AssuredSimilarity,
            Deviations = record.Deviations,
            SurvivorsMax = record.SurvivorsMax,
            LookedAtMax = record.LookedAtMax,
        };
    }
}
