using System.Text;
using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class LineBatchesTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n", new[] { "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\n\nb\n", new[] { "a", "", "b" })]
    [InlineData("a\r\nb\r\n", new[] { "a", "b" })]
    [InlineData("😀\nnaïve\n", new[] { "😀", "naïve" })]
    public async Task Lines_come_as_they_stand(string input, string[] expected) =>
        Assert.Equal(expected, (await ReadAsync(Encoding.UTF8.GetBytes(input))).Lines);

    [Fact]
    public async Task More_lines_than_one_batch_come_in_order()
    {
        var lines = Enumerable.Range(0, 1000).Select(number => $"line {number}").ToArray();

        Assert.Equal(lines, (await ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)))).Lines);
    }

    [Fact]
    public async Task A_line_that_is_no_UTF_8_is_named_after_the_lines_before_it()
    {
        var (lines, fault) = await ReadAsync([.. "one\ntwo\n"u8, 0xC3, 0x28, .. "\nfour\n"u8]);

        Assert.Equal(["one", "two"], lines);
        Assert.Equal(ExitCode.Usage, fault?.ExitCode);
        Assert.Contains("line 3 of standard input is not valid UTF-8", fault?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(10, false)]
    [InlineData(500_000, true)]
    public async Task A_line_over_the_limit_is_named(int length, bool isRefused)
    {
        var (lines, fault) = await ReadAsync(Encoding.UTF8.GetBytes("ok\n" + new string('x', length)), lineBytesMax: 10);

        Assert.Equal(isRefused ? 1 : 2, lines.Count);
        Assert.Equal(isRefused, fault is not null);
        if (fault is not null)
            Assert.Contains("line 2 of standard input is longer than 10 bytes", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<(List<string> Lines, CommandException? Fault)> ReadAsync(byte[] input, int lineBytesMax = 1 << 20)
    {
        var lines = new List<string>();
        try
        {
            using var stream = new MemoryStream(input);
            await foreach (var batch in LineBatches.ReadAsync(stream, lineBytesMax, TestContext.Current.CancellationToken))
                lines.AddRange(batch.ToArray());
            return (lines, null);
        }
        catch (CommandException fault)
        {
            return (lines, fault);
        }
    }
}
