namespace Likewise;

/// <summary>Makes facts of the words that are written like code.</summary>
internal static class CodeReader
{
    public static void Read(Reading reading)
    {
        for (var index = 0; index < reading.Words.Length; index++)
        {
            var word = reading.Words[index];
            if (word.Is(WordTraits.Code))
                reading.Claim(MarkKind.Code, index, 1, 0, word.Hash);
        }
    }
}
