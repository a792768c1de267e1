using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Binary;

/// <summary>
/// Rows of codes and vectors. The codes lie in groups of eight as <see cref="IHamming"/> reads them, the front halves of all
/// groups apart from the back halves, so that a scan reads half the memory as long as nothing is near.
/// </summary>
internal sealed class BinaryBlock : IBlock<BinaryBlock>
{
    private readonly SignEncoder _encoder;
    private readonly RowHead[] _heads; // Whole groups: the rows beyond the last are never live.
    private readonly AlignedBuffer<ulong> _front;
    private readonly AlignedBuffer<ulong> _back;
    private readonly StoredVectors _vectors;
    private readonly int _halfWords;

    public BinaryBlock(int rows, SignEncoder encoder, VectorStorage storage)
    {
        var groups = (rows + Hamming.Lanes - 1) / Hamming.Lanes;
        _encoder = encoder;
        _halfWords = encoder.CodeWords / 2;
        _heads = new RowHead[groups * Hamming.Lanes];
        _front = new(groups * Hamming.Lanes * _halfWords);
        _back = new(groups * Hamming.Lanes * _halfWords);
        _vectors = StoredVectors.Create(storage, rows, encoder.Dimension);
        Rows = rows;
    }

    public int Rows { get; }

    public static long RowBytes(SignEncoder encoder, VectorStorage storage) =>
        Unsafe.SizeOf<RowHead>() + (encoder.CodeBits / 8) + StoredVectors.RowBytes(storage, encoder.Dimension);

    public bool IsLive(int row) => _heads[row].IsLive;

    public void Write(int row, long key, ReadOnlySpan<float> vector, float scale)
    {
        Span<ulong> code = stackalloc ulong[_encoder.CodeWords];
        _encoder.Encode(vector, code);

        ref var head = ref _heads[row];
        head.BeginWriting();
        head.Key = key;
        for (var word = 0; word < code.Length; word++)
            Word(row, word) = code[word];
        _vectors.Write(row, vector, scale);
        head.EndWriting();
    }

    public void Erase(int row) => _heads[row].Erase();

    public long CopyRow(int row, BinaryBlock destination, int destinationRow)
    {
        var key = _heads[row].Key;
        ref var head = ref destination._heads[destinationRow];
        head.BeginWriting();
        head.Key = key;
        for (var word = 0; word < 2 * _halfWords; word++)
            destination.Word(destinationRow, word) = Word(row, word);
        _vectors.CopyRow(row, destination._vectors, destinationRow);
        head.EndWriting();
        return key;
    }

    /// <summary>Offers every live row whose code is near enough.</summary>
    /// <param name="query">The query's code, spread: shape [words, 8].</param>
    /// <param name="firstSlot">What to add to a row's number.</param>
    /// <param name="survivors">Receives the rows.</param>
    public void Scan(ReadOnlySpan<ulong> query, int firstSlot, ref SurvivorHeap survivors)
    {
        if (Avx512BW.IsSupported)
            Scan<Hamming512>(query, firstSlot, ref survivors);
        else if (Avx2.IsSupported)
            Scan<Hamming256>(query, firstSlot, ref survivors);
        else if (Vector128.IsHardwareAccelerated)
            Scan<Hamming128>(query, firstSlot, ref survivors);
        else
            Scan<HammingScalar>(query, firstSlot, ref survivors);
    }

    /// <summary>Offers a row to a list, with its true similarity.</summary>
    public void Score(int row, in ScoredQuery query, ref NearestList nearest)
    {
        ref var head = ref _heads[row];
        var stamp = head.Stamp;
        if (!RowHead.IsWhole(stamp))
            return;

        var neighbor = new Neighbor(head.Key, Math.Clamp(_vectors.Similarity(row, query), -1f, 1f));
        if (head.IsStill(stamp))
            nearest.Offer(neighbor);
    }

    // Optimised from its first call, as in the flat index.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan<THamming>(ReadOnlySpan<ulong> query, int firstSlot, ref SurvivorHeap survivors)
        where THamming : struct, IHamming
    {
        ref var q = ref Unsafe.AsRef(in query[0]);
        ref var front = ref _front[0];
        ref var back = ref _back[0];
        var (words, heads) = (_halfWords, _heads.Length);
        var (frontMax, distanceMax) = (survivors.FrontMax, survivors.DistanceMax);
        for (var row = 0; row < heads; row += Hamming.Lanes)
        {
            var place = row * words;
            var near = THamming.Near(
                ref Unsafe.Add(ref front, place), ref Unsafe.Add(ref back, place), ref q, words, frontMax, distanceMax);
            if (near == 0)
                continue;

            Offer(near, row, firstSlot, query, ref survivors);
            (frontMax, distanceMax) = (survivors.FrontMax, survivors.DistanceMax);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Offer(uint near, int group, int firstSlot, ReadOnlySpan<ulong> query, ref SurvivorHeap survivors)
    {
        var half = _halfWords * Hamming.Lanes;
        ref var front = ref Unsafe.AsRef(in query[0]);
        ref var back = ref Unsafe.AsRef(in query[half]);
        for (; near != 0; near &= near - 1)
        {
            var lane = BitOperations.TrailingZeroCount(near);
            var row = group + lane;
            if (!_heads[row].IsLive)
                continue;

            var distance = Hamming.Distance(ref _front[group * _halfWords], ref front, _halfWords, lane)
                + Hamming.Distance(ref _back[group * _halfWords], ref back, _halfWords, lane);
            survivors.Offer(firstSlot + row, distance);
        }
    }

    private ref ulong Word(int row, int word)
    {
        var (group, lane) = (row / Hamming.Lanes, row % Hamming.Lanes);
        var isFront = word < _halfWords;
        var place = (((group * _halfWords) + (isFront ? word : word - _halfWords)) * Hamming.Lanes) + lane;
        return ref isFront ? ref _front[place] : ref _back[place];
    }
}
