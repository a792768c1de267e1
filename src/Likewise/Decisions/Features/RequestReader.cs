namespace Likewise;

/// <summary>
/// Reads whether a prompt asks for something to be done, or to be looked up afresh, rather than for an answer: book a table, I
/// need a flight, can you play some jazz, the weather in Oslo; not: how do I book a table, tell me why.
/// </summary>
internal static class RequestReader
{
    /// <summary>Something is wanted, and no verb says what is to be done with it.</summary>
    public const uint Wanted = 1;

    /// <summary>To be shown what there is.</summary>
    public const uint Seek = 2;

    /// <summary>A verb for many things: make, get, put.</summary>
    public const uint Do = 3;

    /// <summary>No question about what is always the same, but about what there is now.</summary>
    public const uint Live = 4;

    private const uint Maybe = 5;

    private static readonly QuestionKind[] QuestionsOfNow =
        [QuestionKind.Whether, QuestionKind.When, QuestionKind.Where, QuestionKind.HowMuch, QuestionKind.HowMany];

    private static readonly Lexicons<uint> Openings = new("request", Parse);
    private static readonly Lexicons<bool> Lively = new("live", _ => true);

    /// <summary>Whether a kind of request says what is to be done.</summary>
    public static bool IsAction(uint kind) => kind > Maybe;

    public static void Read(Reading reading)
    {
        if (!ReadOpening(reading))
            ReadLive(reading);
    }

    private static bool ReadOpening(Reading reading)
    {
        var asksForAnswer = Asks(reading, [QuestionKind.Whether]);
        var table = Openings[reading.Language];
        var (wanted, index) = (0, 0);
        while (index < reading.Words.Length && !asksForAnswer)
        {
            var count = table.Match(reading, index, out var kind);
            if (count == 0 && !reading.Words[index].Is(WordTraits.Filler))
                break;
            if (count > 0 && kind is not Wanted and not Maybe)
            {
                Note(reading, index, count, kind);
                return true;
            }

            if (count > 0)
            {
                reading.Tag(index, count, WordTraits.Frame);
                wanted = kind == Wanted ? index + 1 : wanted;
            }

            index += Math.Max(1, count);
        }

        if (wanted > 0)
            Note(reading, wanted - 1, 1, Wanted);
        return wanted > 0;
    }

    private static void ReadLive(Reading reading)
    {
        if (Asks(reading, QuestionsOfNow))
            return; // Why it rains, how planes fly.

        var table = Lively[reading.Language];
        for (var index = 0; index < reading.Words.Length; index++)
        {
            if (table.Match(reading, index, out _) is > 0 and var count)
            {
                reading.Note(MarkKind.Request, index, count, 0, Live);
                return;
            }
        }
    }

    private static void Note(Reading reading, int first, int count, uint kind)
    {
        reading.Note(MarkKind.Request, first, count, 0, kind);
        reading.Tag(first, count, WordTraits.Frame);
    }

    /// <summary>Whether something is asked for but these.</summary>
    private static bool Asks(Reading reading, ReadOnlySpan<QuestionKind> but)
    {
        foreach (var mark in reading.Marks)
        {
            if (mark.Kind == MarkKind.Question && !but.Contains((QuestionKind)mark.Value))
                return true;
        }

        return false;
    }

    private static uint Parse(string meaning) => meaning switch
    {
        "wanted" => Wanted,
        "seek" => Seek,
        "do" => Do,
        "maybe" => Maybe,
        _ => Letters.HashOf(meaning),
    };
}
