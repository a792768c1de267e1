using System.Diagnostics;
using Likewise.Vectors;

namespace Likewise.Cli;

/// <summary>
/// Measures one index: builds it, searches it one query at a time on the calling thread, and judges what it found.
/// </summary>
/// <remarks>
/// The time to build is that of the additions alone, the file is read between them. The memory is the growth of the process from
/// before the first addition to after the last, both without garbage. A search is timed as a whole, as a caller sees it.
/// </remarks>
internal sealed class IndexBench(IndexBenchPlan plan, Func<VectorFile, VectorIndex> create, Action<string> say)
{
    private const int RowsAtOnce = 256;
    private const int WarmUpSearches = 100;

    /// <summary>Long enough for the runtime to have compiled hot code again in the background.</summary>
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(300);

    public async Task<IndexBenchFound> RunAsync(CancellationToken cancellationToken)
    {
        // 1. A first small index, so that the code of adding and searching is not counted as memory of the measured one.
        WarmUp(Build(Math.Min(plan.Count, RowsAtOnce), cancellationToken).Index, TimeSpan.Zero, cancellationToken);

        // 2. Build.
        var before = ProcessMemory.Measure();
        var (index, building) = Build(plan.Count, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        await index.SettleAsync(cancellationToken);
        var settling = Stopwatch.GetElapsedTime(start);
        var growth = ProcessMemory.Measure() - before;
        say(FormattableString.Invariant($"built: {plan.Count:N0} vectors in {building.TotalSeconds:F2} s, ")
            + FormattableString.Invariant($"settled {settling.TotalSeconds:F2} s later"));

        // 3. Change.
        var churn = plan.ChurnSteps == 0
            ? null
            : new Churn(plan.Vectors, plan.Count).Run(index, plan.ChurnSteps, cancellationToken);
        await index.SettleAsync(cancellationToken);

        // 4. Search.
        WarmUp(index, WarmUpTime, cancellationToken);
        var (ticks, neighbors, allocated) = Search(index, cancellationToken);
        say(FormattableString.Invariant($"searched: {ticks.Count:N0} single queries"));

        // 5. Save and open.
        var snapshot = plan.SnapshotPath is null
            ? null
            : SnapshotBench.Run(index, plan.SnapshotPath, plan.Query(0).ToArray(), cancellationToken);

        // 6. Judge.
        var recall = RecallTally.Of(plan, neighbors);
        return new IndexBenchFound
        {
            BuildPerS = plan.Count / building.TotalSeconds,
            ChurnPerS = churn is null ? null : churn.Length / ((double)churn.Sum() / Stopwatch.Frequency),
            ChurnP99Us = churn is null ? null : Percentile(churn, 0.99),
            SettleS = settling.TotalSeconds,
            BytesPerEntry = (double)growth / plan.Count,
            P50Us = Percentile(ticks, 0.50),
            P99Us = Percentile(ticks, 0.99),
            Recall = recall.Share,
            RecallAbove80 = recall.ShareAbove80,
            WrongAbove80 = recall.WrongShareAbove80,
            QueriesAbove80 = recall.Above80,
            Searches = ticks.Count,
            AllocatedPerSearch = (double)allocated / plan.QueryCount,
            OwnBytesPerEntry = (double)index.Bytes / plan.Count,
            Snapshot = snapshot,
            Isa = InstructionSet.Name,
            Count = plan.Count,
            Dim = plan.Vectors.Dimension,
            Queries = plan.QueryCount,
        };
    }

    private (VectorIndex Index, TimeSpan Time) Build(int count, CancellationToken cancellationToken)
    {
        var dimension = plan.Vectors.Dimension;
        var index = create(plan.Vectors);
        var rows = new float[RowsAtOnce * dimension];
        var ticks = 0L;
        for (var first = 0; first < count; first += RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var taken = Math.Min(RowsAtOnce, count - first);
            plan.Vectors.Read(first, rows.AsSpan(0, taken * dimension));
            var start = Stopwatch.GetTimestamp();
            for (var row = 0; row < taken; row++)
                index.Add(first + row, rows.AsSpan(row * dimension, dimension));
            ticks += Stopwatch.GetTimestamp() - start;
        }

        return (index, TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency));
    }

    private void WarmUp(VectorIndex index, TimeSpan time, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < WarmUpSearches || Stopwatch.GetElapsedTime(start) < time; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = SearchOne(index, i % plan.QueryCount, new Neighbor[1]);
        }
    }

    private (List<long> Ticks, Neighbor?[] Neighbors, long Allocated) Search(
        VectorIndex index, CancellationToken cancellationToken)
    {
        var (ticks, neighbors) = (new List<long>(plan.QueryCount), new Neighbor?[plan.QueryCount]);
        var destination = new Neighbor[1];
        var begin = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        do
        {
            for (var query = 0; query < plan.QueryCount; query++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var start = Stopwatch.GetTimestamp();
                var isFound = SearchOne(index, query, destination);
                ticks.Add(Stopwatch.GetTimestamp() - start);
                neighbors[query] = isFound ? destination[0] : null;
            }

            // Of the first pass, which fits the list as it was made.
            if (ticks.Count == plan.QueryCount)
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
        while (Stopwatch.GetElapsedTime(begin) < plan.Time);

        return (ticks, neighbors, allocated);
    }

    private bool SearchOne(VectorIndex index, int query, Neighbor[] destination) =>
        index.Search(plan.Query(query), plan.SimilarityMin, destination) > 0;

    /// <summary>Microseconds that this share of the searches did not exceed: nearest rank.</summary>
    private static double Percentile(IEnumerable<long> ticks, double share)
    {
        var sorted = ticks.Order().ToArray();
        var rank = Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0);
        return sorted[rank] * 1e6 / Stopwatch.Frequency;
    }
}
