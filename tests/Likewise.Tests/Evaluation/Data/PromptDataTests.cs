using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class PromptDataTests
{
    [Theory]
    [InlineData("group\tprompt", "c0|c1")]
    [InlineData("cluster\tquestion", "c0|c1")]
    [InlineData("utterance\tintent", "c1|c0")]
    [InlineData("split\tdomain\tintent\tutterance", "c2|c3")]
    [InlineData("utterance\tintent\tcategory\ttags", "c1|c0")]
    [InlineData("Prompt\tlanguage\tGROUP", "c2|c0")]
    [InlineData("number\tquestion", "c0|c1")]
    [InlineData("question\tnumber", "c1|c0")]
    [InlineData("words\tcluster", "c1|c0")]
    [InlineData("first\tsecond", "c0|c1")]
    public async Task Columns_are_told_by_their_names_and_in_a_file_of_two_by_their_place(string header, string expected)
    {
        Assert.Equal(expected, await FirstAsync(header));
    }

    [Theory]
    [InlineData("a\tb\tc", "c", "a", "c2|c0")]
    [InlineData("group\tprompt", "prompt", "group", "c1|c0")]
    [InlineData("a\tb", "b", null, "c1|c0")]
    [InlineData("a\tb", null, "a", "c1|c0")]
    [InlineData("cluster\tquestion\tintent", "intent", null, "c2|c1")]
    public async Task Columns_named_by_the_caller_come_first(string header, string? group, string? text, string expected)
    {
        Assert.Equal(expected, await FirstAsync(header, group, text));
    }

    [Theory]
    [InlineData("a\tb\tc", null, null, "hold the group; name them with --group-column and --text-column. Its columns are: a, b")]
    [InlineData("group\tb\tc", null, null, "hold the prompt; name them")]
    [InlineData("question", null, null, "hold the group; name them")]
    [InlineData("group\tprompt", "prompt", null, "cannot both be the column 'prompt'")]
    [InlineData("group\tprompt", "cluster", null, "no column 'cluster'; its columns are: group, prompt.")]
    public async Task Unclear_columns_are_refused_with_what_there_is(string header, string? group, string? text, string message)
    {
        var fault = await Assert.ThrowsAsync<TableException>(() => FirstAsync(header, group, text));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_without_rows_is_refused()
    {
        using var file = new TemporaryFile("group\tprompt\n");
        var fault = await Assert.ThrowsAsync<TableException>(() =>
            PromptData.ReadAsync(file.Path, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("has a header but no rows", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<string> FirstAsync(string header, string? group = null, string? text = null)
    {
        var cells = string.Join('\t', header.Split('\t').Select((_, i) => $"c{i}"));
        using var file = new TemporaryFile($"{header}\n{cells}\n");
        var prompts = await PromptData.ReadAsync(file.Path, group, text, TestContext.Current.CancellationToken);
        return $"{prompts[0].Group}|{prompts[0].Text}";
    }
}
