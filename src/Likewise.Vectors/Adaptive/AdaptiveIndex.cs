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
/// <see cref="AdaptiveIndexOptions.FlatMax"/> vectors, <see cref="BinaryIndex"/> beyond.</para>
/// </remarks>
public sealed class AdaptiveIndex : VectorIndex
{
    private readonly Lock _writing = new();
    private readonly Layout[] _layouts;
    private VectorIndex _current;
    private int _layout;
    private Move? _move;

    /// <summary>An empty index.</summary>
    /// <param name="encoder">Writes the codes, once there are any. Indexes may share one.</param>
    /// <param name="options">Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AdaptiveIndex(SignEncoder encoder, AdaptiveIndexOptions? options = null)
        : base((encoder ?? throw new ArgumentNullException(nameof(encoder))).Dimension)
    {
        options ??= new AdaptiveIndexOptions();
        if (options.FlatMax < 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.FlatMax, "FlatMax is at least 0.");

        BinaryIndex.ThrowIfOutOfRange(options.Binary);
        if (options.Binary.Storage == VectorStorage.None)
            throw new ArgumentOutOfRangeException(nameof(options), options.Binary.Storage, "What keeps no vectors cannot move.");

        var binary = options.Binary.Copy();
        _layouts =
        [
            new(0, () => new FlatIndex(Dimension, binary.Storage)),
            new(options.FlatMax + 1, () => new BinaryIndex(encoder, binary)),
        ];
        _current = _layouts[0].Create();
    }

    /// <inheritdoc/>
    public override int Count => Current.Count;

    /// <inheritdoc/>
    public override long Bytes => Current.Bytes + (Volatile.Read(ref _move)?.To.Bytes ?? 0);

    /// <summary>Ends when the vectors are in the layout that their number calls for, if nothing changes meanwhile.</summary>
    internal Task Settled { get; private set; } = Task.CompletedTask;

    internal VectorIndex Current => Volatile.Read(ref _current);

    internal override int Slots => Current.Slots;

    internal override int Moves => Current.Moves;

    /// <inheritdoc/>
    public override void Add(long key, ReadOnlySpan<float> vector)
    {
        lock (_writing)
        {
            _current.Add(key, vector);
            _move?.To.Add(key, vector);
            MoveIfCalledFor();
        }
    }

    /// <inheritdoc/>
    public override bool Remove(long key)
    {
        lock (_writing)
        {
            _move?.To.Remove(key);
            var isRemoved = _current.Remove(key);
            MoveIfCalledFor();
            return isRemoved;
        }
    }

    /// <inheritdoc/>
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination) =>
        Current.Search(query, similarityMin, destination);

    internal override bool TryRead(int slot, Span<float> vector, out long key) => Current.TryRead(slot, vector, out key);

    private void MoveIfCalledFor()
    {
        if (_move is not null || LayoutFor(_current.Count) is var layout && layout == _layout)
            return;

        _move = new Move(_current, _layouts[layout].Create(), layout);
        Settled = Task.Run(RunMove);
    }

    private int LayoutFor(int count)
    {
        if (_layout + 1 < _layouts.Length && count >= _layouts[_layout + 1].From)
            return _layout + 1;
        return count < _layouts[_layout].From / AdaptiveLimits.Slack ? _layout - 1 : _layout;
    }

    private void RunMove()
    {
        var isDone = false;
        while (!isDone)
        {
            lock (_writing)
            {
                Debug.Assert(_move is not null);
                isDone = _move.Continue(AdaptiveLimits.RowsAtOnce);
                if (isDone)
                {
                    Debug.Assert(_move.To.Count == _current.Count);
                    Volatile.Write(ref _current, _move.To);
                    (_layout, _move) = (_move.Layout, null);
                    MoveIfCalledFor(); // The number may have gone on.
                }
            }
        }
    }
}
