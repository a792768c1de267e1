namespace Likewise.Encoder;

/// <summary>The word pieces of a model and their ids.</summary>
internal sealed class Vocabulary
{
    private readonly PieceTable _starts;
    private readonly PieceTable _continuations;

    /// <param name="pieces">Every piece and its id.</param>
    /// <param name="continuation">What a piece begins with that is not the start of a word: <c>##</c>.</param>
    /// <param name="unknown">The id of what no pieces make up.</param>
    public Vocabulary(IReadOnlyDictionary<string, int> pieces, string continuation, int unknown)
    {
        // What is longer than the longest token of any model could not be hashed, and what is empty is never met.
        _starts = new PieceTable([.. pieces.Where(piece => piece.Key.Length is > 0 and <= PieceHash.MaxLength)]);
        _continuations = new PieceTable(
        [
            .. pieces.Where(piece => piece.Key.StartsWith(continuation, StringComparison.Ordinal))
                .Select(piece => KeyValuePair.Create(piece.Key[continuation.Length..], piece.Value))
                .Where(piece => piece.Key.Length is > 0 and <= PieceHash.MaxLength),
        ]);
        Unknown = unknown;
    }

    private Vocabulary(PackedReader packed, int unknown) =>
        (_starts, _continuations, Unknown) = (PieceTable.Read(packed), PieceTable.Read(packed), unknown);

    /// <summary>The id of a word that no pieces make up.</summary>
    public int Unknown { get; }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Vocabulary Read(PackedReader packed, int unknown) => new(packed, unknown);

    public void Write(PackedWriter packed)
    {
        _starts.Write(packed);
        _continuations.Write(packed);
    }

    /// <summary>The longest piece that the rest of a word begins with.</summary>
    /// <param name="word">The word.</param>
    /// <param name="hashes">The hash of each of its beginnings.</param>
    /// <param name="at">Where the rest begins; not its end.</param>
    /// <param name="id">The piece's id.</param>
    /// <returns>The piece's length; 0 where there is none.</returns>
    public int MatchLongest(ReadOnlySpan<char> word, ReadOnlySpan<uint> hashes, int at, out int id)
    {
        var pieces = at == 0 ? _starts : _continuations;
        for (var length = Math.Min(word.Length - at, pieces.Longest); length > 0; length--)
        {
            var hash = PieceHash.Between(hashes[at], hashes[at + length], length);
            if (pieces.TryFind(word.Slice(at, length), hash, out id)) return length;
        }
        id = 0;
        return 0;
    }
}
