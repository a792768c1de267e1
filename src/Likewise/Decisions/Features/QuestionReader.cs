namespace Likewise;

/// <summary>Reads what a prompt asks for: a person, a time, a reason, a number, yes or no …</summary>
internal static class QuestionReader
{
    private static readonly Lexicons<QuestionKind> Kinds = new("questions", QuestionKinds.Parse);

    public static void Read(Reading reading)
    {
        var table = Kinds[reading.Language];
        for (var index = 0; index < reading.Words.Length;)
        {
            var kind = QuestionKind.None;
            var count = IsOpening(reading, index) ? table.Match(reading, index, out kind) : 0;
            if (count == 0 && IsVerbFirst(reading, index))
                (count, kind) = (1, QuestionKind.Whether);
            if (kind is QuestionKind.When or QuestionKind.Where && IsClause(reading, index + count))
                kind = QuestionKind.None;
            if (kind != QuestionKind.None)
            {
                reading.Note(MarkKind.Question, index, count, (int)kind);
                reading.Tag(index, count, WordTraits.StopWord);
            }

            index += Math.Max(1, count);
        }
    }

    /// <summary>When I pay with my card: no question. Where auxiliaries are not needed to ask, it cannot be told.</summary>
    private static bool IsClause(Reading reading, int verb) =>
        reading.Language == Language.English && !IsAuxiliary(reading, verb);

    private static bool IsAuxiliary(Reading reading, int word) =>
        word < reading.Words.Length && reading.Words[word].Is(WordTraits.Auxiliary);

    /// <summary>Is it, does he; not what's, of which the second word stands in the same place.</summary>
    private static bool IsVerbFirst(Reading reading, int index) =>
        IsAuxiliary(reading, index) && reading.Words[index].Is(WordTraits.SentenceStart)
        && (index == 0 || reading.Words[index - 1].Start != reading.Words[index].Start);

    /// <summary>A question begins here: a sentence, a preposition before the question word or not; tell me why.</summary>
    private static bool IsOpening(Reading reading, int index) =>
        reading.Words[index].Is(WordTraits.SentenceStart)
        || (index > 0 && reading.Words[index - 1].Is(WordTraits.Filler | WordTraits.StopWord)
            && reading.Words[index - 1].Is(WordTraits.SentenceStart) && !reading.Words[index - 1].Is(WordTraits.QuestionWord))
        || (index > 0 && reading.TextOf(index - 1) is "me" or "know" or "explain" or "and" or "wonder");
}
