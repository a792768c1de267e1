namespace Likewise;

/// <summary>The text tables in this assembly.</summary>
internal static class LexiconFile
{
    /// <returns>The lines of a table, but for its comments; none where there is no such table.</returns>
    public static IEnumerable<string> Lines(string table)
    {
        using var stream = typeof(LexiconFile).Assembly.GetManifestResourceStream($"Lexicons/{table}.txt");
        if (stream is null)
            yield break;

        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line;
        }
    }
}
