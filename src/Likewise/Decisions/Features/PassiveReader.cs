namespace Likewise;

/// <summary>Reads passives that name who did it: was seen by Ann.</summary>
internal static class PassiveReader
{
    /// <summary>How far the auxiliary may stand from the verb: was the old ticket of Ann's found by …</summary>
    private const int DistanceMax = 8;

    /// <summary>The same where nothing shows that the verb is a participle: was it put by …</summary>
    private const int DistanceMaxOfPlain = 3;

    public static void Read(Reading reading)
    {
        for (var index = 2; index + 1 < reading.Words.Length; index++)
        {
            ref readonly var verb = ref reading.Words[index - 1];
            if (verb.IsContent && reading.Is(index, "by") && HasAuxiliary(reading, index - 2, verb.Hash != verb.Stem))
                reading.Note(MarkKind.Passive, index - 1, 1, 0, verb.Stem);
        }
    }

    private static bool HasAuxiliary(Reading reading, int last, bool isParticiple)
    {
        var first = Math.Max(0, last + 1 - (isParticiple ? DistanceMax : DistanceMaxOfPlain));
        for (var index = last; index >= first; index--)
        {
            if (reading.TextOf(index) is "is" or "are" or "was" or "were" or "be" or "been" or "being" or "am")
                return true;
            if (reading.Words[index].Is(WordTraits.SentenceStart))
                return false;
        }

        return false;
    }
}
