using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class AmountTextTests
{
    [Theory]
    [InlineData("2500", 2500)]
    [InlineData("100k", 100_000)]
    [InlineData("10M", 10_000_000)]
    [InlineData("1.5G", 1_500_000_000)]
    [InlineData("2 m", 2_000_000)]
    public void A_count_is_read(string text, long expected) => Assert.Equal(expected, AmountText.Parse("x", text, isSize: false));

    [Theory]
    [InlineData("1.5GiB", 3L << 29)]
    [InlineData("64mib", 64L << 20)]
    [InlineData("2KB", 2000)]
    [InlineData("100B", 100)]
    [InlineData("100M", 100_000_000)]
    [InlineData("0", 0)]
    public void A_size_is_read(string text, long expected) => Assert.Equal(expected, AmountText.Parse("x", text, isSize: true));

    [Theory]
    [InlineData("", false)]
    [InlineData("M", false)]
    [InlineData("-5", false)]
    [InlineData("0.5", false)]
    [InlineData("1e3", false)]
    [InlineData("1GiB", false)]
    [InlineData("99999999999T", true)]
    [InlineData("12 apples", true)]
    public void What_is_neither_is_refused(string text, bool isSize) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandException>(() => AmountText.Parse("x", text, isSize)).ExitCode);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.50 KiB")]
    [InlineData(15_100_000_000, "14.1 GiB")]
    [InlineData(500L << 20, "500 MiB")]
    public void A_size_is_written_with_three_digits(long bytes, string expected) =>
        Assert.Equal(expected, AmountText.Size(bytes));
}
