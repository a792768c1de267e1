namespace Likewise.Server;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
internal static class Spelling
{
    private const int LengthMax = 64;

    /// <summary>The words to add to a fault: <c>; did you mean 'x'?</c>, or nothing when no known word is close.</summary>
    public static string Suggest(string word, IEnumerable<string> known)
    {
        // Longer words are nobody's slip, and the cost is quadratic.
        if (word.Length > LengthMax)
            return "";

        var (closest, distance) = known
            .Select(name => (Name: name, Distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant())))
            .DefaultIfEmpty((Name: "", Distance: int.MaxValue))
            .MinBy(pair => pair.Distance);

        // A third of the letters may be wrong; more is another word.
        return distance <= Math.Max(2, closest.Length / 3) && distance < closest.Length ? $"; did you mean '{closest}'?" : "";
    }

    /// <summary>Levenshtein's distance, one row at a time.</summary>
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
