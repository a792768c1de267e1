using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>One search: through the tail, then through the cells nearest to the query.</summary>
/// <remarks>
/// As in <see cref="BinaryScan{TForm}"/>, what is nearest by code so far is scored at once, so that its similarity shuts out
/// codes and cells that could not beat it; the other survivors are scored at the end, nearest code first.
/// </remarks>
internal readonly ref struct InvertedScan<TScore>
    where TScore : struct, IRowScore, allows ref struct
{
    private readonly TScore _score;
    private readonly InvertedState _state;
    private readonly ReadOnlySpan<RowBlock> _blocks;
    private readonly ScoredQuery _query;
    private readonly ReadOnlySpan<ulong> _code;
    private readonly ReadOnlySpan<ulong> _spread;
    private readonly InvertedLimits _limits;
    private readonly int _slots;
    private readonly float _similarityMin;

    /// <param name="score">How rows are scored.</param>
    /// <param name="state">What to search.</param>
    /// <param name="query">The query.</param>
    /// <param name="code">Its code.</param>
    /// <param name="spread">The same, as <see cref="Hamming.Spread"/> writes it.</param>
    /// <param name="similarityMin">The least cosine to report.</param>
    /// <param name="limits">How much to look at.</param>
    public InvertedScan(
        TScore score, InvertedState state, scoped in ScoredQuery query, ReadOnlySpan<ulong> code, ReadOnlySpan<ulong> spread,
        float similarityMin, InvertedLimits limits)
    {
        _score = score;
        (_state, _similarityMin, _limits) = (state, similarityMin, limits);
        _query = query;
        _code = code;
        _spread = spread;
        _blocks = state.Table.Blocks;
        _slots = _blocks.IsEmpty ? 0 : ((_blocks.Length - 1) * RowTable.BlockRows) + _blocks[^1].Rows;
    }

    [SkipLocalsInit]
    public void Run<THamming>(scoped ref SurvivorHeap survivors, scoped ref NearestList nearest)
        where THamming : struct, IHamming
    {
        // 1. The tail first: what leaves it is in its cell by then.
        var tail = _state.Tail;
        for (var i = 0; i < tail.Length; i++)
            Scan<THamming>(Volatile.Read(ref tail[i]), ref survivors, ref nearest);

        // 2. The cells, as long as one may hold something better.
        if (_state.Cells is { } cells)
        {
            Span<(float Cosine, int Cell)> chosen = stackalloc (float, int)[_limits.ProbesMax];
            var count = cells.Centres.Choose(
                _code, _query.Codes, _query.CodeScale, _limits.ShortlistFor(cells.Centres.Count), chosen);
            for (var i = 0; i < count; i++)
            {
                if (chosen[0].Cosine - chosen[i].Cosine > _limits.Margin(nearest.Floor))
                    break;
                if (Volatile.Read(ref cells.Lists[chosen[i].Cell]) is { } list)
                    Scan<THamming>(list, ref survivors, ref nearest);
            }
        }

        // 3. What else is near by code.
        Score(survivors.Sort(), ref nearest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan<THamming>(CodeList list, scoped ref SurvivorHeap survivors, scoped ref NearestList nearest)
        where THamming : struct, IHamming
    {
        var halfWords = _code.Length / 2;
        ref var query = ref MemoryMarshal.GetReference(_spread);
        var groups = list.Groups;
        ref var group = ref list.Group(0);
        var frontMax = FrontMax(survivors.DistanceMax, nearest.Floor);
        for (var i = 0; i < groups; i++)
        {
            ref var back = ref Unsafe.Add(ref group, halfWords * Hamming.Lanes);
            var near = THamming.Near(ref group, ref back, ref query, halfWords, frontMax, survivors.DistanceMax);
            if (near != 0)
            {
                Offer(list, i, near, ref survivors, ref nearest);
                frontMax = FrontMax(survivors.DistanceMax, nearest.Floor);
            }

            group = ref Unsafe.Add(ref back, halfWords * Hamming.Lanes);
        }

        GC.KeepAlive(list);
    }

    private int FrontMax(int distanceMax, float floor) => Math.Min(distanceMax, _limits.Front.DistanceMax(floor));

    private void Offer(
        CodeList list, int group, uint near, scoped ref SurvivorHeap survivors, scoped ref NearestList nearest)
    {
        for (; near != 0; near &= near - 1)
        {
            var lane = BitOperations.TrailingZeroCount(near);
            var slot = list.SlotAt((group * Hamming.Lanes) + lane);
            if ((uint)slot >= (uint)_slots) // A hole, or a row that was not there when the search began.
                continue;

            ref var query = ref MemoryMarshal.GetReference(_spread);
            var distance = Hamming.Distance(ref list.Group(group), ref query, _code.Length, lane);
            if (!survivors.Offer(slot, distance))
                continue;

            var floor = nearest.Floor;
            Score(slot, distance, ref nearest);
            if (nearest.Floor > floor)
                survivors.Close(_limits.Whole.DistanceMax(nearest.Floor));
        }
    }

    private void Score(scoped ReadOnlySpan<ulong> survivors, scoped ref NearestList nearest)
    {
        var (floor, distanceMax) = (nearest.Floor, _limits.Whole.DistanceMax(nearest.Floor));
        foreach (var survivor in survivors)
        {
            if (nearest.Floor > floor)
                (floor, distanceMax) = (nearest.Floor, _limits.Whole.DistanceMax(nearest.Floor));
            var distance = SurvivorHeap.DistanceOf(survivor);
            if (distance > distanceMax)
                return;

            Score(SurvivorHeap.SlotOf(survivor), distance, ref nearest);
        }
    }

    private void Score(int slot, int distance, scoped ref NearestList nearest)
    {
        var (block, row) = (_blocks[slot / RowTable.BlockRows], slot % RowTable.BlockRows);
        var stamp = block.Stamp(row);
        if (!RowBlock.IsWhole(stamp))
            return;

        var neighbor = _score.Of(block, row, distance);
        if (neighbor.Similarity - (_limits.Deviations * neighbor.Uncertainty) >= _similarityMin && block.IsStill(row, stamp))
            nearest.Offer(neighbor);
    }
}
