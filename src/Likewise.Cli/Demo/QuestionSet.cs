namespace Likewise.Cli;

/// <summary>The questions that the demo asks: topics of one question, two rewordings and one look-alike each.</summary>
internal static class QuestionSet
{
    private const string Resource = "questions.txt";

    /// <summary>Every question, topic after topic.</summary>
    public static IReadOnlyList<DemoQuestion> Read()
    {
        using var stream = typeof(QuestionSet).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Parse(reader);
    }

    /// <summary>Reads the format that the file's own head describes.</summary>
    /// <exception cref="FormatException">A line is none of it.</exception>
    internal static List<DemoQuestion> Parse(TextReader reader)
    {
        var questions = new List<DemoQuestion>();
        var topic = "";
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line is ['[', .., ']'])
                topic = line[1..^1];
            else if (topic.Length > 0 && line is ['=' or '~', ' ', ..])
                questions.Add(new DemoQuestion(topic, line[2..]));
            else if (topic.Length > 0 && line is ['!', ' ', ..])
                questions.Add(new DemoQuestion("not " + topic, line[2..]));
            else
                throw new FormatException($"Line {number} is no topic and no question of one: '{line}'.");
        }

        return questions;
    }

    /// <summary>
    /// The questions in the order they are asked: all of them, and of every topic one more time the same words, as people do with
    /// popular questions. The same seed gives the same order.
    /// </summary>
    public static IReadOnlyList<DemoQuestion> Shuffle(IReadOnlyList<DemoQuestion> questions, int seed)
    {
        var random = new Random(seed);
        var again = questions.GroupBy(question => question.Meaning)
            .Where(topic => !topic.Key.StartsWith("not ", StringComparison.Ordinal))
            .Select(topic => topic.ElementAt(random.Next(topic.Count())));
        var order = questions.Concat(again).ToArray();
        random.Shuffle(order);
        return order;
    }
}
