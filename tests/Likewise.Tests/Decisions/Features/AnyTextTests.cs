using System.Text;

namespace Likewise.Tests.Decisions;

/// <summary>Features are read inside every lookup: no text may stop them, and none may speak against itself.</summary>
public sealed class AnyTextTests
{
    private const string Letters = "abc  ABC 0123.,:;/-'’\"“”«»`(){}[]<>@#$%&*+=_~|\\?!\n\té日本かЖ٣०\ud83d\ude00İıßﬃ";

    private static readonly string[] Pieces =
    [
        "May 5th", "10:30", "5 pm", "o'clock", "don't", "$5", "twenty five", "one hundred and", "the 3rd", "U.S.", "in French",
        "as a table", "https://x.y/z", "foo_bar()", "--x", "v1.2.", "1.2.3", "New York", "y'all", "'s", "n't", "like I'm 5",
        "year old", "3/4", "1,000.5", "99999999999999999999999999999999999999", "a dozen", "Mary Young", "not", "without",
    ];

    [Fact]
    public void Any_text_can_be_read_and_says_nothing_against_itself()
    {
        var random = new Random(7);
        var previous = PromptFeatures.Of("");
        for (var round = 0; round < 20_000; round++)
        {
            var text = TextOf(random);
            var features = PromptFeatures.Of(text);
            foreach (var mark in features.Marks)
                Assert.InRange(features.SpanOf(mark).Length, 1, text.Length);

            foreach (var (_, guard) in GuardRoster.All)
            {
                Assert.Null(guard.ObjectionTo(features, features));
                _ = guard.ObjectionTo(features, previous)?.ToText(text, previous.Prompt);
                _ = guard.ObjectionTo(previous, features)?.ToText(previous.Prompt, text);
            }

            previous = features;
        }
    }

    private static string TextOf(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(30); left > 0; left--)
        {
            _ = random.Next(4) == 0
                ? text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(2) == 0 ? " " : "")
                : text.Append(Letters[random.Next(Letters.Length)]);
        }

        return text.ToString();
    }
}
