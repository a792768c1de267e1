using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Likewise.Tests.Encoder.Reference;

/// <summary>
/// SentencePiece's unigram tokenizer as the tokenizers library runs it, written from its description over whole strings:
/// normalise all, split all, then try every piece at every place. It shares no code with the encoder's.
/// </summary>
/// <param name="pieces">Pieces and their scores; a place in the list is an id.</param>
/// <param name="unknown">The id of what is unknown.</param>
/// <param name="special">Pieces that no text has.</param>
/// <param name="map">What is replaced by what; null where the form NFKC is taken instead.</param>
/// <param name="splitsWhiteSpace">Whether white space parts words before spaces are marked.</param>
internal sealed class SlowUnigram(
    IReadOnlyList<(string Text, double Score)> pieces, int unknown, string[] special, Dictionary<string, string>? map,
    bool splitsWhiteSpace)
{
    private readonly Dictionary<string, int> _ids = pieces.Select((piece, id) => (piece.Text, id))
        .Where(piece => !special.Contains(piece.Text) && piece.Text != "")
        .GroupBy(piece => piece.Text).ToDictionary(group => group.Key, group => group.Last().id);

    public int[] Encode(string text)
    {
        var normalized = Regex.Replace(Normalize(OnlyWhole(text)).TrimEnd(), " {2,}", " ");
        string[] parts = splitsWhiteSpace ? normalized.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [normalized];
        return [.. parts.SelectMany(MarkedWords).SelectMany(Cut)];
    }

    private static string OnlyWhole(string text)
    {
        var whole = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) continue;
            whole.Append(rune);
            i += rune.Utf16SequenceLength - 1;
        }
        return whole.ToString();
    }

    private string Normalize(string text)
    {
        if (map is null)
            return string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormKC)));
        var result = new StringBuilder();
        var graphemes = StringInfo.GetTextElementEnumerator(text);
        while (graphemes.MoveNext())
        {
            var grapheme = graphemes.GetTextElement();
            if (Encoding.UTF8.GetByteCount(grapheme) < 6 && Find(grapheme) is { } whole)
                result.Append(whole);
            else
                result.AppendJoin("", grapheme.EnumerateRunes().Select(rune => Find(rune.ToString()) ?? rune.ToString()));
        }
        return result.ToString();
    }

    /// <summary>What stands for the shortest key that a text begins with.</summary>
    private string? Find(string text) => map!
        .Where(pair => text.StartsWith(pair.Key, StringComparison.Ordinal))
        .OrderBy(pair => pair.Key.Length).Select(pair => pair.Value).FirstOrDefault();

    private static IEnumerable<string> MarkedWords(string part)
    {
        if (part.Length == 0) return [];
        var marked = part.Replace(' ', '▁');
        if (!marked.StartsWith('▁')) marked = "▁" + marked;
        return marked.Split('▁').Skip(1).Select(word => "▁" + word);
    }

    private List<int> Cut(string word)
    {
        var longest = Math.Max(2, pieces.Max(piece => piece.Text.Length));
        var penalty = pieces.Min(piece => piece.Score) - 10;
        var best = new (double Score, int From, int Id)[word.Length + 1];
        for (var end = 1; end <= word.Length; end++)
        {
            best[end] = (double.NegativeInfinity, 0, 0);
            if (end < word.Length && char.IsLowSurrogate(word[end])) continue;
            for (var start = Math.Max(0, end - longest); start < end; start++)
            {
                if (char.IsLowSurrogate(word[start])) continue;
                var isPiece = _ids.TryGetValue(word[start..end], out var id);
                if (!isPiece && word[start..end].EnumerateRunes().Count() > 1) continue;
                var score = best[start].Score + (isPiece ? pieces[id].Score : penalty);
                if (score > best[end].Score) best[end] = (score, start, isPiece ? id : unknown);
            }
        }
        var path = new List<int>();
        for (var end = word.Length; end > 0; end = best[end].From)
        {
            if (best[end].Id != unknown || path is not [.., var last] || last != unknown) path.Add(best[end].Id);
        }
        path.Reverse();
        return path;
    }
}
