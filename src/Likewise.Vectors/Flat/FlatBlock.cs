using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Flat;

/// <summary>Rows of vectors in one piece of memory.</summary>
internal sealed class FlatBlock(int rows, int dimension) : IBlock<FlatBlock>
{
    private readonly RowHead[] _heads = new RowHead[rows];
    private readonly float[] _vectors = GC.AllocateUninitializedArray<float>(checked(rows * dimension));

    public int Rows => _heads.Length;

    public static long RowBytes(int dimension) => Unsafe.SizeOf<RowHead>() + ((long)dimension * sizeof(float));

    public bool IsLive(int row) => _heads[row].IsLive;

    public void Write(int row, long key, ReadOnlySpan<float> vector, float scale)
    {
        ref var head = ref _heads[row];
        head.BeginWriting();
        head.Key = key;
        var destination = _vectors.AsSpan(row * dimension, dimension);
        for (var i = 0; i < destination.Length; i++)
            destination[i] = vector[i] * scale;
        head.EndWriting();
    }

    public void Erase(int row) => _heads[row].Erase();

    public long CopyRow(int row, FlatBlock destination, int destinationRow)
    {
        var key = _heads[row].Key;
        destination.Write(destinationRow, key, _vectors.AsSpan(row * dimension, dimension), scale: 1);
        return key;
    }

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
            var stamp = head.Stamp;
            if (!RowHead.IsWhole(stamp))
                continue;

            var similarity = Math.Clamp(TDot.Product(query, vectors.Slice(row * query.Length, query.Length)) * scale, -1f, 1f);
            if (similarity < nearest.Floor)
                continue;

            var neighbor = new Neighbor(head.Key, similarity);
            if (head.IsStill(stamp))
                nearest.Offer(neighbor);
        }
    }
}
