namespace Likewise;

/// <summary>Finds the words that could be left out without a change of meaning.</summary>
internal static class FillerReader
{
    private static readonly Lexicons<bool> Fillers = new("filler", _ => true);

    public static void Read(Reading reading)
    {
        var table = Fillers[reading.Language];
        for (var index = 0; index < reading.Words.Length;)
        {
            var count = table.Match(reading, index, out _);
            if (count > 0 && !reading.Words[index].Is(WordTraits.Code | WordTraits.Quoted))
                reading.Tag(index, count, WordTraits.Filler);
            index += Math.Max(1, count);
        }
    }
}
