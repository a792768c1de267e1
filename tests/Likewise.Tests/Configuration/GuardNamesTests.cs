using Likewise.Server;

namespace Likewise.Tests.Configuration;

public sealed class GuardNamesTests
{
    [Theory]
    [InlineData("on", Guards.All)]
    [InlineData("off", Guards.None)]
    [InlineData("numbers", Guards.Numbers)]
    [InlineData("-numbers", Guards.All & ~Guards.Numbers)]
    public void Guards_are_read_as_they_are_written(string text, Guards expected)
    {
        Assert.True(GuardNames.TryParse(text, out var value));
        Assert.Equal((expected, text), (value, GuardNames.Format(value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nombers")]
    [InlineData("numbers,")]
    [InlineData("numbers, -numbers")]
    [InlineData("on, numbers")]
    public void Anything_else_is_refused_and_the_names_are_said(string text)
    {
        Assert.False(GuardNames.TryParse(text, out _));
        Assert.Contains("numbers", GuardNames.Expected, StringComparison.Ordinal);
    }
}
