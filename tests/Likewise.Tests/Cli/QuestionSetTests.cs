using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class QuestionSetTests
{
    private static readonly IReadOnlyList<DemoQuestion> Questions = QuestionSet.Read();

    [Fact]
    public void Each_of_at_least_sixty_topics_has_three_wordings_and_a_look_alike()
    {
        var meanings = Questions.GroupBy(question => question.Meaning).ToDictionary(group => group.Key, group => group.Count());
        var topics = meanings.Where(pair => pair.Value == 3).Select(pair => pair.Key).ToArray();

        Assert.True(topics.Length >= 60);
        Assert.All(topics, topic => Assert.Equal(1, meanings["not " + topic]));
        Assert.Equal(2 * topics.Length, meanings.Count);
    }

    [Fact]
    public void No_two_questions_have_the_same_words() =>
        Assert.Equal(Questions.Count, Questions.Select(question => question.Text.ToUpperInvariant()).Distinct().Count());

    [Fact]
    public void A_seed_gives_one_order_and_another_seed_another()
    {
        var order = QuestionSet.Shuffle(Questions, 7);

        Assert.Equal(order, QuestionSet.Shuffle(Questions, 7));
        Assert.NotEqual(order, QuestionSet.Shuffle(Questions, 8));
    }

    [Fact]
    public void Every_question_is_asked_and_one_of_each_topic_once_more()
    {
        var asked = QuestionSet.Shuffle(Questions, 7).GroupBy(question => question.Text).ToArray();

        Assert.Equal(Questions.Count, asked.Length);
        var again = asked.Where(group => group.Count() == 2).Select(group => group.First().Meaning).ToArray();
        Assert.Equal(Questions.Count / 4, again.Length);
        Assert.Equal(again.Length, again.Distinct().Count());
    }

    [Theory]
    [InlineData("= a question before any topic")]
    [InlineData("[topic]\n? what is this")]
    [InlineData("[topic]\n=no space")]
    public void A_line_that_is_none_of_the_format_is_refused(string text)
    {
        using var reader = new StringReader(text);
        Assert.Throws<FormatException>(() => QuestionSet.Parse(reader));
    }
}
