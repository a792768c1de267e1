using System.Runtime.InteropServices;
using Likewise.Vectors.Snapshots;

namespace Likewise.Vectors.Graph;

/// <summary>How a graph is linked and searched, in a snapshot.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 32)]
internal readonly record struct GraphOptionsRecord(int Links, int BuildWidth, int SearchWidth, int SurvivorsMax, int Seed)
{
    private static readonly FourLetters Section = FourLetters.Of("OPTS");

    public static GraphIndexOptions Load(Snapshot snapshot, VectorStorage storage)
    {
        var record = snapshot.Read<GraphOptionsRecord>(Section);
        return new()
        {
            Storage = storage,
            Links = record.Links,
            BuildWidth = record.BuildWidth,
            SearchWidth = record.SearchWidth,
            SurvivorsMax = record.SurvivorsMax,
            Seed = record.Seed,
        };
    }

    public void Save(SnapshotWriter writer) => writer.Write(Section, [this]);
}
