using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Flat;

/// <summary>
/// Rows of vectors in one piece of memory, each row under a stamp that tells readers whether what they read was whole. The
/// protocol is told in <see cref="FlatIndex"/>. One writer at a time; any number of readers.
/// </summary>
internal sealed class FlatBlock(int rows, int dimension)
{
    private readonly Head[] _heads = new Head[rows];
    private readonly float[] _vectors = GC.AllocateUninitializedArray<float>(checked(rows * dimension));

    public int Rows => _heads.Length;

    public static long RowBytes(int dimension) => Unsafe.SizeOf<Head>() + ((long)dimension * sizeof(float));

    /// <summary>Fills a row, live or not, with a vector times a scale.</summary>
    public void Write(int row, long key, ReadOnlySpan<float> vector, float scale)
    {
        ref var head = ref _heads[row];
        var stamp = head.Stamp | 1; // Odd, and not before the stamp in force.
        head.Stamp = stamp + 1;
        Volatile.WriteBarrier();

        head.Key = key;
        var destination = _vectors.AsSpan(row * dimension, dimension);
        for (var i = 0; i < destination.Length; i++)
            destination[i] = vector[i] * scale;

        Volatile.Write(ref head.Stamp, stamp + 2);
    }

    /// <summary>Makes a live row dead. Its vector stays until the row is used again.</summary>
    public void Erase(int row) => Volatile.Write(ref _heads[row].Stamp, _heads[row].Stamp + 1);

    /// <summary>Copies a live row, bit for bit, into a dead row of a block that no reader sees yet.</summary>
    public long CopyRow(int row, FlatBlock destination, int destinationRow)
    {
        var key = _heads[row].Key;
        destination.Write(destinationRow, key, _vectors.AsSpan(row * dimension, dimension), scale: 1);
        return key;
    }

    public bool IsLive(int row) => (_heads[row].Stamp & 1) != 0;

    /// <summary>Offers every live row to a list.</summary>
    /// <param name="query">Shape [dimension].</param>
    /// <param name="scale">1 divided by the query's length, so that a row's score is its cosine.</param>
    /// <param name="nearest">Receives the rows.</param>
    public void Scan(ReadOnlySpan<float> query, float scale, ref NearestList nearest)
    {
        if (Vector512.IsHardwareAccelerated)
            Scan<Dot512>(query, scale, ref nearest);
        else if (Vector256.IsHardwareAccelerated)
            Scan<Dot256>(query, scale, ref nearest);
        else if (Vector128.IsHardwareAccelerated)
            Scan<Dot128>(query, scale, ref nearest);
        else
            Scan<DotScalar>(query, scale, ref nearest);
    }

    // Optimised from its first call: in the first tier this loop takes three times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan<TDot>(ReadOnlySpan<float> query, float scale, ref NearestList nearest)
        where TDot : struct, IDot
    {
        var heads = _heads;
        ReadOnlySpan<float> vectors = _vectors;
        for (var row = 0; row < heads.Length; row++)
        {
            ref var head = ref heads[row];
            var stamp = Volatile.Read(ref head.Stamp);
            if ((stamp & 1) == 0)
                continue;

            var similarity = Math.Clamp(TDot.Product(query, vectors.Slice(row * query.Length, query.Length)) * scale, -1f, 1f);
            if (similarity < nearest.Floor)
                continue;

            var neighbor = new Neighbor(head.Key, similarity);
            Volatile.ReadBarrier();
            if (Volatile.Read(ref head.Stamp) == stamp)
                nearest.Offer(neighbor);
        }
    }

    /// <summary>Odd stamp: the row is live and whole. Even: it is dead or being written. Every change adds one.</summary>
    private struct Head
    {
        public long Key;
        public int Stamp;
    }
}
