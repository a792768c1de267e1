using System.Diagnostics;
using Likewise.Vectors.Adaptive;

namespace Likewise.Vectors;

/// <summary>
/// Starts flat and moves to the layout that its size calls for, in the background: the index to take when nothing else is
/// known.
/// </summary>
/// <remarks>
/// <para>A move builds the next layout beside the one in force, which goes on serving: searches never wait, changes go to both
/// and wait for some 100 µs at most. When everything is there, the next layout is published.</para>
/// <para>What a search promises is what the layout in force promises: <see cref="FlatIndex"/> up to
/// <see cref="AdaptiveIndexOptions.FlatMax"/> vectors, <see cref="BinaryIndex"/> beyond, and <see cref="InvertedIndex"/> from
/// <see cref="AdaptiveIndexOptions.InvertedFrom"/> on.</para>
/// </remarks>
public sealed partial class AdaptiveIndex : VectorIndex
{
    private readonly Lock _writing = new();
    private readonly AdaptiveLayouts _layouts;
    private VectorIndex _current;
    private int _layout;
    private Move? _move;
    private Task _settled = Task.CompletedTask;
    private bool _isClosed;

    /// <summary>An empty index.</summary>
    /// <param name="encoder">Writes the codes, once there are any. Indexes may share one.</param>
    /// <param name="options">Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AdaptiveIndex(SignEncoder encoder, AdaptiveIndexOptions? options = null)
        : this(new AdaptiveLayouts(encoder, options ?? new AdaptiveIndexOptions()))
    {
    }

    internal AdaptiveIndex(AdaptiveLayouts layouts)
        : base(layouts.Dimension)
    {
        _layouts = layouts;
        _current = layouts.Create(0);
    }

    /// <inheritdoc/>
    public override int Count => Current.Count;

    /// <inheritdoc/>
    public override long Bytes => Current.Bytes + (Volatile.Read(ref _move)?.To.Bytes ?? 0);

    internal VectorIndex Current => Volatile.Read(ref _current);

    internal override Task Settled => SettleEverythingAsync();

    internal override int Slots => Current.Slots;

    internal override int Moves => Current.Moves;

    /// <inheritdoc/>
    public override void Add(long key, ReadOnlySpan<float> vector) => TryAdd(key, vector);

    /// <inheritdoc/>
    public override bool Remove(long key)
    {
        lock (_writing)
            return RemoveLocked(key);
    }

    /// <inheritdoc/>
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination) =>
        Current.Search(query, similarityMin, destination);

    internal override bool TryRead(int slot, Span<float> vector, out long key) => Current.TryRead(slot, vector, out key);

    /// <summary>Adds a vector, unless the index is closed.</summary>
    /// <returns>False when it is closed, and nothing has changed.</returns>
    internal bool TryAdd(long key, ReadOnlySpan<float> vector)
    {
        lock (_writing)
        {
            if (_isClosed)
                return false;

            _current.Add(key, vector);
            _move?.To.Add(key, vector);
            MoveIfCalledFor();
            return true;
        }
    }

    /// <summary>Removes a vector, and closes the index when it was the last: nothing is added to it any more.</summary>
    /// <returns>Whether there was one, and whether the index is closed now.</returns>
    internal (bool IsRemoved, bool IsClosed) RemoveAndClose(long key)
    {
        lock (_writing)
        {
            var isRemoved = RemoveLocked(key);
            _isClosed = _current.Count == 0;
            return (isRemoved, _isClosed);
        }
    }

    /// <summary>One move may call for the next, and the layout that it leads to may have work of its own.</summary>
    private async Task SettleEverythingAsync()
    {
        VectorIndex current;
        do
        {
            await Volatile.Read(ref _settled).ConfigureAwait(false);
            current = Current;
            await current.Settled.ConfigureAwait(false);
        }
        while (current != Current || Volatile.Read(ref _move) is not null);
    }

    private bool RemoveLocked(long key)
    {
        _move?.To.Remove(key);
        var isRemoved = _current.Remove(key);
        MoveIfCalledFor();
        return isRemoved;
    }

    private void MoveIfCalledFor()
    {
        if (_move is not null || _layouts.For(_current.Count, _layout) is var layout && layout == _layout)
            return;

        var move = _move = new Move(_current, _layouts.Create(layout), layout);
        Volatile.Write(ref _settled, Task.Run(() => RunMove(move)));
    }

    private void RunMove(Move move)
    {
        var isDone = false;
        while (!isDone)
        {
            lock (_writing)
            {
                if (_move != move)
                    return; // Something else was loaded meanwhile.

                isDone = move.Continue(AdaptiveLimits.RowsAtOnce);
                if (isDone)
                {
                    Debug.Assert(move.To.Count == _current.Count);
                    Volatile.Write(ref _current, move.To);
                    (_layout, _move) = (move.Layout, null);
                    MoveIfCalledFor(); // The number may have gone on.
                }
            }
        }
    }
}
