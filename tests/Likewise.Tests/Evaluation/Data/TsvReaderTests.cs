using System.IO.Pipelines;
using System.Text;
using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class TsvReaderTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_read_with_their_lines()
    {
        var (columns, rows) = await ReadAsync("group\tprompt\n1\twhat?\n2\t\n");

        Assert.Equal(["group", "prompt"], columns);
        Assert.Equal(["2: 1|what?", "3: 2|"], rows);
    }

    [Fact]
    public async Task Gzip_is_seen_by_its_first_bytes_whatever_the_name()
    {
        using var file = new TemporaryFile("table.tsv", TemporaryFile.Gzip("a\tb\n1\t2\n"));
        await using var reader = await TsvReader.OpenAsync(file.Path, cancellationToken: Token);

        Assert.Equal(["2: 1|2"], await RowsAsync(reader));
    }

    [Fact]
    public async Task Plain_text_named_gz_is_read_as_it_is()
    {
        using var file = new TemporaryFile("table.tsv.gz", "a\tb\n1\t2\n"u8.ToArray());
        await using var reader = await TsvReader.OpenAsync(file.Path, cancellationToken: Token);

        Assert.Equal(["2: 1|2"], await RowsAsync(reader));
    }

    [Fact]
    public async Task A_mark_crlf_and_blank_lines_are_passed_over()
    {
        var (columns, rows) = await ReadAsync("\uFEFF\r\na\tb\r\n\r\n1\t2\r\n\n3\t4");

        Assert.Equal(["a", "b"], columns);
        Assert.Equal(["4: 1|2", "6: 3|4"], rows);
    }

    [Fact]
    public async Task A_pipe_that_cannot_seek_and_gives_one_byte_at_a_time_is_read()
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            foreach (var one in TemporaryFile.Gzip("a\tb\n1\tzwölf\n"))
                await pipe.Writer.WriteAsync(new[] { one }, Token);
            await pipe.Writer.CompleteAsync();
        }, Token);
        await using var reader = await TsvReader.OpenAsync(pipe.Reader.AsStream(), "the pipe", cancellationToken: Token);

        Assert.Equal(["2: 1|zwölf"], await RowsAsync(reader));
        await writing;
    }

    [Fact]
    public async Task Lines_longer_than_the_buffer_are_read_whole()
    {
        var cell = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('a' + (i % 26))));
        var (_, rows) = await ReadAsync($"a\n{cell}\n{cell}x\n");

        Assert.Equal([$"2: {cell}", $"3: {cell}x"], rows);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\r\n", "is empty")]
    [InlineData("a\tb\n1\t2\n1\n", "line 3: 2 cells were expected (a, b), not 1.")]
    [InlineData("a\tb\n1\t2\t3\n", "line 2: 2 cells were expected (a, b), not 3.")]
    public async Task What_is_no_table_is_refused_with_its_line(string content, string message)
    {
        var fault = await Assert.ThrowsAsync<TableException>(() => ReadAsync(content));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bytes_that_are_not_utf8_are_refused_with_or_without_a_mark(bool marked)
    {
        byte[] content = [.. marked ? Encoding.UTF8.Preamble : [], .. "a\n"u8, 0xC3, 0x28, (byte)'\n'];
        using var file = new TemporaryFile("table.tsv", content);

        var fault = await Assert.ThrowsAsync<TableException>(() => ReadFileAsync(file.Path));
        Assert.Contains("is not UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_file_cut_short_is_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i}\t{i * 7919 % 5003}\n"));
        var whole = TemporaryFile.Gzip("a\tb\n" + rows);
        using var file = new TemporaryFile("table.tsv.gz", whole[..(whole.Length / 2)]);

        var fault = await Assert.ThrowsAsync<TableException>(() => ReadFileAsync(file.Path));
        Assert.Contains("cannot be read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var fault = await Assert.ThrowsAsync<TableException>(() => ReadFileAsync("no-such-file.tsv"));

        Assert.Contains("no-such-file.tsv cannot be opened", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_and_rows_past_the_limits_are_refused()
    {
        var limits = new TsvLimits { LineCharsMax = 4, RowsMax = 2 };

        Assert.Equal(["2: 1234", "3: 5"], (await ReadAsync("a\n1234\n5\n", limits)).Rows);
        var line = await Assert.ThrowsAsync<TableException>(() => ReadAsync("a\n12345\n", limits));
        Assert.Contains("line 2 is longer than 4 characters", line.Message, StringComparison.Ordinal);
        var rows = await Assert.ThrowsAsync<TableException>(() => ReadAsync("a\n1\n2\n3\n", limits));
        Assert.Contains("more than 2 rows", rows.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_is_found_by_its_exact_name_or_else_by_another_case()
    {
        await using var reader = await OpenAsync("B\tb\tGroup\tx\tX\tx\n");

        Assert.Equal(1, reader.IndexOf("b"));
        Assert.Equal(2, reader.IndexOf("group"));
        Assert.Equal(4, reader.IndexOf("X"));
        var twice = Assert.Throws<TableException>(() => reader.IndexOf("x"));
        Assert.Contains("2 columns named 'x'", twice.Message, StringComparison.Ordinal);
        var none = Assert.Throws<TableException>(() => reader.IndexOf("question"));
        Assert.Contains("no column 'question'; its columns are: B, b, Group, x, X, x.", none.Message, StringComparison.Ordinal);
    }

    private static Task<TsvReader> OpenAsync(string content, TsvLimits? limits = null) =>
        TsvReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), "the table", limits, Token);

    private static async Task<(IReadOnlyList<string> Columns, List<string> Rows)> ReadAsync(
        string content, TsvLimits? limits = null)
    {
        await using var reader = await OpenAsync(content, limits);
        return (reader.Columns, await RowsAsync(reader));
    }

    private static async Task ReadFileAsync(string path)
    {
        await using var reader = await TsvReader.OpenAsync(path, cancellationToken: Token);
        await RowsAsync(reader);
    }

    private static async Task<List<string>> RowsAsync(TsvReader reader)
    {
        var rows = new List<string>();
        await foreach (var row in reader.ReadRowsAsync(Token))
            rows.Add($"{row.LineNumber}: {string.Join('|', row.Cells)}");

        return rows;
    }
}
