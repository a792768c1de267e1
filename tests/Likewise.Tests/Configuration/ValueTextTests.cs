using Likewise.Server;

namespace Likewise.Tests.Configuration;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("500ms", "00:00:00.5", "500ms")]
    [InlineData("0.5s", "00:00:00.5", "500ms")]
    [InlineData("30s", "00:00:30", "30s")]
    [InlineData("90m", "01:30:00", "90m")]
    [InlineData("24h", "1.00:00:00", "1d")]
    [InlineData("1 D", "1.00:00:00", "1d")]
    [InlineData("00:05:00", "00:05:00", "5m")]
    [InlineData("-5m", "-00:05:00", "-5m")]
    [InlineData("0s", "00:00:00", "0s")]
    [InlineData("00:00:00.0000001", "00:00:00.0000001", "00:00:00.0000001")]
    public void A_duration_is_read_and_written(string text, string expected, string written)
    {
        Assert.True(DurationText.TryParse(text, out var value));
        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
        Assert.Equal(written, DurationText.Format(value));
    }

    [Theory]
    [InlineData("24")]
    [InlineData("h")]
    [InlineData("1e3s")]
    [InlineData("five minutes")]
    [InlineData("99999999999999999d")]
    [InlineData("5:00:00:00:00")]
    public void What_is_not_a_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("1048576", 1L << 20, "1MiB")]
    [InlineData("64MiB", 64L << 20, "64MiB")]
    [InlineData("1.5 KiB", 1536, "1536")]
    [InlineData("2mb", 2_000_000, "2000000")]
    [InlineData("10B", 10, "10")]
    [InlineData("0", 0, "0")]
    public void A_size_is_read_and_written(string text, long expected, string written)
    {
        Assert.True(SizeText.TryParse(text, out var value));
        Assert.Equal(expected, value);
        Assert.Equal(written, SizeText.Format(value));
    }

    [Theory]
    [InlineData("MiB")]
    [InlineData("0.5")]
    [InlineData("99999999999GiB")]
    [InlineData("12 apples")]
    public void What_is_not_a_size_is_refused(string text) => Assert.False(SizeText.TryParse(text, out _));
}
