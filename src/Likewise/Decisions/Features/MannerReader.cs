namespace Likewise;

/// <summary>Reads when something is so, and whether it may or must be: is, was, used to be, will be; can, should, must.</summary>
internal static class MannerReader
{
    /// <summary>The verb of a question stands near its beginning.</summary>
    private const int VerbMax = 3;

    private static readonly Lexicons<MannerWord> Words = new("manner", MannerWord.Parse);

    public static void Read(Reading reading)
    {
        var table = Words[reading.Language];
        var start = 0;
        var hasVerb = false;
        for (var index = 0; index < reading.Words.Length;)
        {
            if (reading.Words[index].Is(WordTraits.SentenceStart) && !(index > 0 && IsSamePlace(reading, index)))
                (start, hasVerb) = (index, false);

            var count = table.Match(reading, index, out var word);
            var isVerb = word.Slot is MannerSlot.Tense or MannerSlot.Mode;
            if (count > 0 && word.Slot != MannerSlot.None && (!isVerb || (!hasVerb && index - start < VerbMax)))
            {
                reading.Note(MarkKind.Manner, index, count, word.Value, (uint)word.Slot);
                reading.Tag(index, count, WordTraits.StopWord);
                hasVerb |= isVerb;
            }

            index += Math.Max(1, count);
        }
    }

    /// <summary>Words of one contraction stand in one place: what's.</summary>
    private static bool IsSamePlace(Reading reading, int index) => reading.Words[index - 1].Start == reading.Words[index].Start;
}
