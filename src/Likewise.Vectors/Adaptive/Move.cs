namespace Likewise.Vectors.Adaptive;

/// <summary>The way of all vectors from one index to another, a few at a time.</summary>
/// <remarks>Not safe for concurrent calls. Changes made meanwhile go to both indexes.</remarks>
internal sealed class Move(VectorIndex from, VectorIndex to, int layout)
{
    private readonly float[] _vector = new float[from.Dimension];
    private int _nextSlot;
    private int _moves = from.Moves;

    public VectorIndex To => to;

    /// <summary>Which layout <see cref="To"/> is in.</summary>
    public int Layout => layout;

    /// <summary>Copies some more.</summary>
    /// <returns>Whether everything is there.</returns>
    public bool Continue(int rows)
    {
        if (from.Moves != _moves)
            (_nextSlot, _moves) = (0, from.Moves); // They stand elsewhere now: once more from the start.

        for (var end = Math.Min(from.Slots, _nextSlot + rows); _nextSlot < end; _nextSlot++)
        {
            if (from.TryRead(_nextSlot, _vector, out var key))
                to.Add(key, _vector);
        }

        return _nextSlot == from.Slots;
    }
}
