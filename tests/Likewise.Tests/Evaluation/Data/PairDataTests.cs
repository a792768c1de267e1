using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class PairDataTests
{
    [Fact]
    public async Task Pairs_are_read_from_the_named_columns()
    {
        const string Rows = "same\tone\tother\tid\n1\tp\tq\t9\n0\tr\ts\t8\nTrue\tt\tu\t7\nfalse\tv\tw\t6\n";

        Assert.Equal(
            [new("p", "q", true), new("r", "s", false), new("t", "u", true), new("v", "w", false)],
            await ReadAsync(Rows, "one", "other", "same"));
    }

    [Theory]
    [InlineData("a\tb\tl\nx\ty\t2\n", "line 2: the label is '2'; 1, 0, true or false was expected.")]
    [InlineData("a\tb\tl\nx\ty\t1\nx\ty\t\n", "line 3: the label is ''")]
    [InlineData("a\tb\tl\n", "has a header but no rows")]
    [InlineData("a\tb\tc\nx\ty\t1\n", "no column 'l'; its columns are: a, b, c.")]
    public async Task What_is_no_pair_is_refused_with_its_line(string content, string message)
    {
        var fault = await Assert.ThrowsAsync<TableException>(() => ReadAsync(content, "a", "b", "l"));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<LabelledPair>> ReadAsync(string content, string a, string b, string label)
    {
        using var file = new TemporaryFile(content);
        return await PairData.ReadAsync(file.Path, a, b, label, TestContext.Current.CancellationToken);
    }
}
