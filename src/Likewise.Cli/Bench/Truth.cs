using System.Runtime.InteropServices;

namespace Likewise.Cli;

/// <summary>The row that is truly closest to each query.</summary>
internal static class Truth
{
    private const int BlockBytes = 512 << 10;
    private const int Threads = 2;

    /// <summary>Reads a file of int32, little-endian, one row number for each query.</summary>
    public static int[] Read(string path, int queries, int count)
    {
        using var file = DataFile.Open(path);
        var bytes = RandomAccess.GetLength(file);
        if (bytes != (long)queries * sizeof(int))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{path}: {bytes} bytes, but {queries} queries need {(long)queries * sizeof(int)}: an int32 each.");
        }

        var truth = new int[queries];
        DataFile.Read(file, path, 0, MemoryMarshal.AsBytes(truth.AsSpan()));
        var outside = Array.FindIndex(truth, row => (uint)row >= (uint)count);
        return outside < 0 ? truth : throw new CommandException(
            ExitCode.Usage,
            $"{path}: query {outside} has row {truth[outside]}, but there are rows 0 to {count - 1}. Is it for another --count?");
    }

    /// <summary>Finds them by comparing every query with every row.</summary>
    /// <param name="vectors">The rows.</param>
    /// <param name="count">How many of them, from the first.</param>
    /// <param name="queries">Shape [queries, dimension].</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Row numbers; among equals the smallest.</returns>
    public static int[] Compute(VectorFile vectors, int count, float[] queries, CancellationToken cancellationToken)
    {
        var dimension = vectors.Dimension;
        var nearest = new NearestRow[queries.Length / dimension];
        Array.Fill(nearest, NearestRow.None);

        // A block stays in the second-level cache while every query passes over it.
        var rowsAtOnce = Math.Max(1, BlockBytes / (dimension * sizeof(float)));
        var block = new float[Math.Min(rowsAtOnce, count) * dimension];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken };
        for (var first = 0; first < count; first += rowsAtOnce)
        {
            var (start, rows) = (first, block.AsMemory(0, Math.Min(rowsAtOnce, count - first) * dimension));
            vectors.Read(start, rows.Span);
            Parallel.For(0, Threads, options, part =>
            {
                for (var query = part; query < nearest.Length; query += Threads)
                    nearest[query].Look(queries.AsSpan(query * dimension, dimension), start, rows.Span);
            });
        }

        return [.. nearest.Select(found => found.Row)];
    }
}
