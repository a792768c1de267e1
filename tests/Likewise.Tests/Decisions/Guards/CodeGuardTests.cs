namespace Likewise.Tests.Decisions;

public sealed class CodeGuardTests
{
    private readonly CodeGuard _guard = new();

    [Theory]
    [InlineData("What does foo_bar() do?", "What does foo_baz() do?", "foo_bar", "foo_baz")]
    [InlineData("git log --oneline", "git log --graph", "--oneline", "--graph")]
    [InlineData("Write to ann@a.example", "Write to bob@a.example", "ann@a.example", "bob@a.example")]
    [InlineData("Get https://a.example/x", "Get https://a.example/y", "https://a.example/x", "https://a.example/y")]
    [InlineData("Read ./data/in.csv", "Read ./data/out.csv", "./data/in.csv", "./data/out.csv")]
    [InlineData("Install v1.2.3", "Install v1.2.4", "v1.2.3", "v1.2.4")]
    [InlineData("Open notes.txt", "Open notes.md", "notes.txt", "notes.md")]
    [InlineData("Why is getUserName null?", "Why is getUserId null?", "getUserName", "getUserId")]
    [InlineData("Use std::vector", "Use std::list", "std::vector", "std::list")]
    public void Other_identifiers_are_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("What does foo_bar() do?", "What is foo_bar for?")]
    [InlineData("git log --graph", "git log")]
    [InlineData("Yes and/or no", "Either or both")]
    [InlineData("Open 24/7", "Always open")]
    [InlineData("My iPhone is slow", "My McDonald is slow")]
    [InlineData("It works.then it fails", "It works. Then it fails")]
    public void The_same_ones_pass_and_plain_words(string asked, string stored) => _guard.Passes(asked, stored);
}
