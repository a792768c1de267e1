using System.Diagnostics;
using Likewise.Vectors;

namespace Likewise.Cli;

/// <summary>How long an index takes to be saved to a file, and to be there again. Medians of several times each.</summary>
/// <param name="SaveMs">To write it all and bring it to the disk.</param>
/// <param name="OpenMs">To map it.</param>
/// <param name="FirstSearchMs">To map it and search it once, which touches what the search reads.</param>
/// <param name="VerifyMs">To map it and compare all checksums.</param>
/// <param name="FirstChangeMs">The first removal of a mapped index, which reads the map of its keys.</param>
/// <param name="FileBytes">Length of the file.</param>
internal sealed record SnapshotBench(
    double SaveMs, double OpenMs, double FirstSearchMs, double VerifyMs, double FirstChangeMs, long FileBytes)
{
    private const int Times = 9;

    /// <summary>Saves to a file, which stays.</summary>
    public static SnapshotBench Run(VectorIndex index, string path, float[] query, CancellationToken cancellationToken)
    {
        var found = new Neighbor[1];
        var opened = index;
        return new(
            Median(() => index.Save(path)),
            Median(() => opened = VectorIndex.Open(path, verify: false)),
            Median(() => VectorIndex.Open(path, verify: false).Search(query, 0.8f, found)),
            Median(() => VectorIndex.Open(path)),
            Median(() => opened.Remove(0), () => opened = VectorIndex.Open(path, verify: false)),
            new FileInfo(path).Length);

        double Median(Action work, Action? before = null)
        {
            var times = new double[Times];
            for (var i = 0; i < Times; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                before?.Invoke();
                var start = Stopwatch.GetTimestamp();
                work();
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            return times[Times / 2];
        }
    }

    /// <summary>For people.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{FileBytes:N0} bytes saved in {SaveMs:N1} ms, opened in {OpenMs:N2}, ")
        + FormattableString.Invariant($"searched in {FirstSearchMs:N2}, verified in {VerifyMs:N1}, ")
        + FormattableString.Invariant($"first changed in {FirstChangeMs:N1}");
}
