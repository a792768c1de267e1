namespace Likewise.Encoder;

/// <summary>The word pieces of a model and their ids.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _starts;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _continuations;
    private readonly int _longest;

    /// <param name="pieces">Every piece and its id.</param>
    /// <param name="continuation">What a piece begins with that is not the start of a word: <c>##</c>.</param>
    /// <param name="unknown">The id of what no pieces make up.</param>
    public Vocabulary(IReadOnlyDictionary<string, int> pieces, string continuation, int unknown)
    {
        var (starts, continuations) =
            (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (piece, id) in pieces)
        {
            starts[piece] = id;
            if (piece.StartsWith(continuation, StringComparison.Ordinal))
                continuations[piece[continuation.Length..]] = id;
            _longest = Math.Max(_longest, piece.Length);
        }
        _starts = starts.GetAlternateLookup<ReadOnlySpan<char>>();
        _continuations = continuations.GetAlternateLookup<ReadOnlySpan<char>>();
        Unknown = unknown;
    }

    /// <summary>The id of a word that no pieces make up.</summary>
    public int Unknown { get; }

    /// <summary>The longest piece that a text begins with.</summary>
    /// <param name="text">The rest of a word, not empty.</param>
    /// <param name="startsWord">Whether the text is the whole word.</param>
    /// <param name="id">The piece's id.</param>
    /// <returns>The piece's length; 0 where there is none.</returns>
    public int MatchLongest(ReadOnlySpan<char> text, bool startsWord, out int id)
    {
        var pieces = startsWord ? _starts : _continuations;
        for (var length = Math.Min(text.Length, _longest); length > 0; length--)
        {
            if (pieces.TryGetValue(text[..length], out id)) return length;
        }
        id = 0;
        return 0;
    }
}
