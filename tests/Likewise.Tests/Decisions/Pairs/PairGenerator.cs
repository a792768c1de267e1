using System.Text.RegularExpressions;

namespace Likewise.Tests.Decisions.Pairs;

/// <summary>
/// Writes minimal pairs: two prompts that look alike, and whether one's answer may serve the other. Each line of the templates is
/// filled some times over with words of the lists; the same seed gives the same pairs.
/// </summary>
/// <remarks>
/// A slot is <c>{city}</c>; <c>{city2}</c> is another word of the same list, <c>{do.ing}</c> another form of the word in
/// <c>{do}</c>. A slot reads the same on both sides of a line.
/// </remarks>
internal sealed partial class PairGenerator(IEnumerable<string> lists, int seed)
{
    /// <summary>How many pairs a template is asked for; one with few words gives fewer.</summary>
    private const int FillingsMax = 16;

    private readonly Random _random = new(seed);

    private readonly Dictionary<string, WordList> _lists =
        lists.Where(IsContent).Select(WordList.Parse).ToDictionary(list => list.Name);

    public List<MinimalPair> Generate(IEnumerable<string> templates)
    {
        var pairs = new List<MinimalPair>();
        foreach (var template in templates.Where(IsContent))
        {
            var cells = template.Split('|', StringSplitOptions.TrimEntries);
            var known = new HashSet<MinimalPair>();
            for (var attempt = 0; attempt < 4 * FillingsMax && known.Count < FillingsMax; attempt++)
            {
                var words = new Dictionary<string, string[]>();
                var pair = new MinimalPair(cells[0], cells[1] == "same", Fill(cells[2], words), Fill(cells[3], words));
                if (known.Add(pair))
                    pairs.Add(pair);
            }
        }

        return pairs;
    }

    private static bool IsContent(string line) => line.Length > 0 && line[0] != '#';

    private string Fill(string text, Dictionary<string, string[]> words) =>
        Slot().Replace(text, slot => WordAt(slot.Groups[1].Value, slot.Groups[2].Value, words));

    private string WordAt(string slot, string form, Dictionary<string, string[]> words)
    {
        var list = _lists[slot.TrimEnd('2', '3')];
        if (!words.TryGetValue(slot, out var forms))
        {
            do
                forms = list.Words[_random.Next(list.Words.Count)];
            while (words.Values.Any(other => ReferenceEquals(other, forms)));
            words.Add(slot, forms);
        }

        return forms[form.Length == 0 ? 0 : list.Forms.IndexOf(form)];
    }

    [GeneratedRegex(@"\{([a-z]+[23]?)\.?([a-z]*)\}")]
    private static partial Regex Slot();
}
