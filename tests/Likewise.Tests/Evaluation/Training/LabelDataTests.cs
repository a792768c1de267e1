using Likewise.Evaluation;


namespace Likewise.Tests.Evaluation.Training;

public class LabelDataTests
{
    [Fact]
    public async Task Labels_find_their_texts_in_any_column_and_in_questions_of_objects()
    {
        using var texts = new TemporaryFile("""
            source	text
            one	How do I boil an egg?
            two	{"question": "How long does an egg boil?", "answer": ["7 minutes"]}
            three	{not an object

            """);
        using var labels = LabelsOf(
            ("How do I boil an egg?", "How long does an egg boil?", 0),
            ("How do I boil an egg?", "{not an object", 1),
            ("How do I boil an egg?", "A text that is nowhere", 1));

        var pairs = await LabelData.ReadAsync(labels.Path, [texts.Path], TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new LabelledPair("How do I boil an egg?", "How long does an egg boil?", false),
                new LabelledPair("How do I boil an egg?", "{not an object", true),
            ],
            pairs);
    }

    [Fact]
    public async Task Labels_without_any_of_their_texts_are_an_error()
    {
        using var texts = new TemporaryFile("text\nsomething else\n");
        using var labels = LabelsOf(("a", "b", 1));

        var fault = await Assert.ThrowsAsync<TableException>(
            () => LabelData.ReadAsync(labels.Path, [texts.Path], TestContext.Current.CancellationToken));

        Assert.Contains("None of the texts", fault.Message, StringComparison.Ordinal);
    }

    private static TemporaryFile LabelsOf(params (string A, string B, int Label)[] pairs) => new(
        "a\tb\tlabel\n"
        + string.Concat(pairs.Select(pair => $"{LabelData.DigestOf(pair.A)}\t{LabelData.DigestOf(pair.B)}\t{pair.Label}\n")));
}
