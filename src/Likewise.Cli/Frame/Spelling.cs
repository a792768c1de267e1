namespace Likewise.Cli;

/// <summary>Guesses what somebody meant to type.</summary>
internal static class Spelling
{
    /// <summary>The known word closest to what was typed; null when none is close.</summary>
    public static string? Closest(string typed, IEnumerable<string> known)
    {
        // One slip in three letters is still a guess; more is a different word.
        var (word, slips) = known.Select(word => (Word: word, Slips: Distance(typed, word))).MinBy(pair => pair.Slips);
        return word is not null && slips <= Math.Max(1, typed.Length / 3) ? word : null;
    }

    /// <summary>Levenshtein distance: letters to add, drop or change.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
