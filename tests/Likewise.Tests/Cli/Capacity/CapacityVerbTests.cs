using Likewise.Cli;

namespace Likewise.Tests.Cli.Capacity;

public sealed class CapacityVerbTests
{
    [Fact]
    public async Task Every_layout_is_planned()
    {
        var run = await Run.OfAsync("capacity", "--entries", "10M", "--dim", "1536", "--json");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Equal(10_000_000, run.Json.GetProperty("entries").GetInt64());
        Assert.Equal(11, run.Json.GetProperty("layouts").GetArrayLength());
        Assert.Equal("inverted", run.Json.GetProperty("recommendation").GetProperty("layout").GetString());
        Assert.Equal(20_480_000_000, run.Json.GetProperty("payload_bytes").GetInt64());
        Assert.All(run.Json.GetProperty("layouts").EnumerateArray(), layout => Assert.Equal(
            layout.GetProperty("bytes").GetInt64(), layout.GetProperty("parts").EnumerateArray().Sum(Bytes)));

        static long Bytes(System.Text.Json.JsonElement part) => part.GetProperty("bytes").GetInt64();
    }

    [Fact]
    public async Task A_layout_is_shown_with_its_formulas()
    {
        var run = await Run.OfAsync("capacity", "--entries", "100k", "--layout", "graph", "--links", "32", "--memory", "1.5GiB");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("100,000 vectors of 384 elements", run.Output, StringComparison.Ordinal);
        Assert.Contains("r × 4 × 2M", run.Output, StringComparison.Ordinal);
        Assert.Contains("25,690,112", run.Output, StringComparison.Ordinal); // 98 blocks of 1,024 rows, 256 bytes each.
        Assert.DoesNotContain("product", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_fits_it_says_so()
    {
        var run = await Run.OfAsync("capacity", "--entries", "10M", "--memory", "1MiB", "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Null(run.Json.GetProperty("recommendation").GetProperty("layout").GetString());
    }

    [Theory]
    [InlineData("--entries 10X", "--entries 10X: a count such as 10M, 100k or 2500 was expected.")]
    [InlineData("--entries 10MB", "--entries 10MB: a count such as")]
    [InlineData("--entries 10M --memory much", "--memory much: a size such as 64MiB")]
    [InlineData("--entries 10M --layout cube", "--layout cube: there is no such layout. Known: flat, ")]
    [InlineData("--entries 10M --code-bits 192", "A binary code has 128 to 1,024 bits, in steps of 128.")]
    [InlineData("--entries 10M --dim 0", "likewise: dimension")]
    [InlineData("--entries 1T --payload 1TiB", "--payload 1099511627776: so much times 1000000000000 is beyond all memory.")]
    [InlineData("--entries 9000000T", "likewise: entries")]
    public async Task Bad_input_is_wrong_usage(string options, string words)
    {
        var run = await Run.OfAsync(["capacity", .. options.Split(' ')]);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
