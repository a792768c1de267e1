namespace Likewise.Encoder;

/// <summary>
/// SentencePiece's unigram model: of all ways to cut a word into pieces the one whose scores, logarithms of probabilities, have
/// the largest sum. A character that no piece covers is unknown, at a score below that of every piece; unknown ones side by side
/// are one token.
/// </summary>
internal sealed class UnigramModel
{
    // What the tokenizers library takes off the lowest score for an unknown character.
    private const double UnknownPenalty = 10;

    private readonly PieceTrie _trie;
    private readonly double[] _scores;
    private readonly double _unknownScore;

    /// <param name="scores">The score of each id.</param>
    /// <param name="pieces">The texts of those that may stand in a text.</param>
    /// <param name="unknown">The id of what is unknown.</param>
    public UnigramModel(double[] scores, IEnumerable<KeyValuePair<string, int>> pieces, int unknown)
    {
        (_scores, Unknown) = (scores, unknown);
        _unknownScore = scores.Min() - UnknownPenalty;
        _trie = new PieceTrie(pieces);
    }

    /// <summary>The id of what is unknown.</summary>
    public int Unknown { get; }

    /// <summary>Cuts a word: Viterbi's way from its beginning to its end, in time linear in its length.</summary>
    /// <param name="word">It, not empty, without halves of pairs.</param>
    /// <param name="scratch">Room for as many steps.</param>
    /// <returns>Its pieces, at the end of the scratch.</returns>
    public ReadOnlySpan<int> Cut(ReadOnlySpan<char> word, UnigramScratch scratch)
    {
        scratch.Prepare(word.Length);
        var (best, from, ids) = (scratch.Best, scratch.From, scratch.Ids);
        best.AsSpan(0, word.Length + 1).Fill(double.NegativeInfinity);
        best[0] = 0;
        for (int at = 0, width; at < word.Length; at += width)
        {
            width = char.IsHighSurrogate(word[at]) ? 2 : 1;
            var (node, isCovered) = (PieceTrie.Root, false);
            for (var end = at; end < word.Length && (node = _trie.Step(node, word[end])) >= 0; end++)
            {
                if (_trie.PieceAt(node) is not (>= 0 and var id)) continue;
                isCovered |= end + 1 - at == width;
                Offer(at, end + 1, best[at] + _scores[id], id);
            }
            if (!isCovered) Offer(at, at + width, best[at] + _unknownScore, Unknown);
        }
        return Collect(word.Length, scratch);

        // Of equals the first stays: the one that began earlier.
        void Offer(int start, int end, double score, int id)
        {
            if (score > best[end]) (best[end], from[end], ids[end]) = (score, start, id);
        }
    }

    /// <summary>Goes back along the best way, and writes its ids behind one another from the end of the scratch.</summary>
    private ReadOnlySpan<int> Collect(int length, UnigramScratch scratch)
    {
        var first = length;
        var path = scratch.Path;
        for (var end = length; end > 0; end = scratch.From[end])
        {
            var id = scratch.Ids[end];
            if (id == Unknown && first < length && path[first] == Unknown) continue;
            path[--first] = id;
        }
        return path.AsSpan(first..length);
    }
}
