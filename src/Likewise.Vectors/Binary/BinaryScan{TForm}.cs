using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Binary;

/// <summary>One search through rows of codes.</summary>
/// <remarks>
/// What is nearest by code so far is scored at once, so that its similarity shuts out what could not beat it; the other survivors
/// are scored at the end, nearest code first.
/// </remarks>
internal readonly ref struct BinaryScan<TForm>
    where TForm : struct, IVectorForm
{
    private readonly ReadOnlySpan<RowBlock> _blocks;
    private readonly ScoredQuery _query;
    private readonly ReadOnlySpan<ulong> _bits;
    private readonly ReadOnlySpan<ulong> _back;
    private readonly BinaryLimits _limits;
    private readonly float _similarityMin;

    /// <param name="blocks">The rows.</param>
    /// <param name="query">The query.</param>
    /// <param name="bits">The first bits of its code, as <see cref="SlicedHamming.Spread"/> writes them.</param>
    /// <param name="back">The rest of its code.</param>
    /// <param name="similarityMin">The least cosine to report.</param>
    /// <param name="limits">How much to look at.</param>
    public BinaryScan(
        ReadOnlySpan<RowBlock> blocks, scoped in ScoredQuery query, ReadOnlySpan<ulong> bits, ReadOnlySpan<ulong> back,
        float similarityMin, BinaryLimits limits)
    {
        _limits = limits;
        _similarityMin = similarityMin;
        _query = query;
        _blocks = blocks;
        _bits = bits;
        _back = back;
    }

    [SkipLocalsInit]
    public void Run(scoped ref FrontGate gate, scoped ref SurvivorHeap survivors, scoped ref NearestList nearest)
    {
        Span<ulong> near = stackalloc ulong[SlicedHamming.LineWords];
        Span<ulong> counts = stackalloc ulong[SlicedHamming.Counters * SlicedHamming.LineWords];
        Span<ushort> listed = stackalloc ushort[SlicedHamming.Rows + 4];
        Span<(int Row, int Distance)> passed = stackalloc (int, int)[SlicedHamming.Rows];
        ref var bits = ref MemoryMarshal.GetReference(_bits);
        for (var i = 0; i < _blocks.Length; i++)
        {
            var block = _blocks[i];
            ref var strip = ref block.FirstSliced(BinaryRows.FrontColumn);
            for (var row = 0; row < block.Rows; row += SlicedHamming.Rows)
            {
                if (SlicedHamming.Near(ref strip, ref bits, gate.Max, ref near[0], ref counts[0]))
                {
                    var count = Pass(block, row, ref near[0], ref counts[0], listed, passed, ref gate);
                    Offer(i, passed[..count], ref gate, ref survivors, ref nearest);
                }

                strip = ref Unsafe.Add(ref strip, SlicedHamming.Bits * SlicedHamming.LineWords);
            }

            block.KeepAlive();
        }

        Score(survivors.Sort(), ref nearest);
    }

    /// <summary>Lists the rows that pass the gate, and calls for what will be read of them next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Pass(
        RowBlock block, int firstRow, ref ulong near, ref ulong counts, scoped Span<ushort> listed,
        scoped Span<(int Row, int Distance)> passed, scoped ref FrontGate gate)
    {
        ref var backs = ref block.First<ulong>(BinaryRows.BackColumn);
        var count = 0;
        foreach (var place in listed[..SlicedHamming.List(ref near, ref listed[0])])
        {
            var row = firstRow + place;
            passed[count] = (row, SlicedHamming.Count(ref counts, place));
            Prefetch(ref Unsafe.Add(ref backs, row * _back.Length));
            // A strip is whole, a small block is not; and where rows are counted, dead ones are not.
            if (row < block.Rows && (!gate.IsCounting || block.IsLive(row)) && gate.TryPass(passed[count].Distance))
                count++;
        }

        block.KeepAlive();
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Offer(
        int blockIndex, scoped ReadOnlySpan<(int Row, int Distance)> passed,
        scoped ref FrontGate gate, scoped ref SurvivorHeap survivors, scoped ref NearestList nearest)
    {
        var block = _blocks[blockIndex];
        ref var backs = ref block.First<ulong>(BinaryRows.BackColumn);
        foreach (var (row, front) in passed)
        {
            var distance = front;
            ref var back = ref Unsafe.Add(ref backs, row * _back.Length);
            for (var i = 0; i < _back.Length; i++)
                distance += BitOperations.PopCount(Unsafe.Add(ref back, i) ^ _back[i]);
            if (distance > survivors.DistanceMax || !block.IsLive(row))
                continue;

            var isNearest = survivors.Offer((blockIndex * RowTable.BlockRows) + row, distance);
            if (!isNearest)
                continue;

            var floor = nearest.Floor;
            Score(block, row, distance, ref nearest);
            if (nearest.Floor > floor)
            {
                gate.Close(_limits.Front.DistanceMax(nearest.Floor));
                survivors.Close(_limits.Whole.DistanceMax(nearest.Floor));
            }
        }

        block.KeepAlive();
    }

    private void Score(scoped ReadOnlySpan<ulong> survivors, scoped ref NearestList nearest)
    {
        var (floor, distanceMax) = (nearest.Floor, _limits.Whole.DistanceMax(nearest.Floor));
        foreach (var survivor in survivors)
        {
            if (nearest.Floor > floor)
                (floor, distanceMax) = (nearest.Floor, _limits.Whole.DistanceMax(nearest.Floor));
            if (SurvivorHeap.DistanceOf(survivor) > distanceMax)
                return;

            var slot = SurvivorHeap.SlotOf(survivor);
            var distance = SurvivorHeap.DistanceOf(survivor);
            Score(_blocks[slot / RowTable.BlockRows], slot % RowTable.BlockRows, distance, ref nearest);
        }
    }

    private void Score(RowBlock block, int row, int distance, scoped ref NearestList nearest)
    {
        var stamp = block.Stamp(row);
        if (!RowBlock.IsWhole(stamp))
            return;

        var neighbor = TForm.IsKept ? Scored(block, row) : _limits.Estimates.Of(block.Key(row), distance);
        if (neighbor.Similarity - (_limits.Deviations * neighbor.Uncertainty) >= _similarityMin && block.IsStill(row, stamp))
            nearest.Offer(neighbor);
    }

    private Neighbor Scored(RowBlock block, int row)
    {
        ReadOnlySpan<byte> vector = block.Row<byte>(BinaryRows.VectorColumn, row);
        var similarity = TForm.Product(vector, _query) * TForm.ScaleOf(vector);
        return new Neighbor(block.Key(row), Math.Clamp(similarity, -1f, 1f));
    }

    private static unsafe void Prefetch(ref ulong place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref place)); // Blocks do not move.
    }
}
