using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class SpellingTests
{
    [Theory]
    [InlineData("lokup", "lookup")]
    [InlineData("stat", "stats")]
    [InlineData("--limt", "--limit")]
    [InlineData("bananas", null)]
    public void The_closest_word_is_offered_if_it_is_close(string typed, string? expected) =>
        Assert.Equal(expected, Spelling.Closest(typed, ["lookup", "stats", "serve", "--limit"]));
}
