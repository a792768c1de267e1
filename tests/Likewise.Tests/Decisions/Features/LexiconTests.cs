namespace Likewise.Tests.Decisions;

public sealed class LexiconTests
{
    private const string Folder = "Lexicons/";

    public static TheoryData<string> Tables => [.. typeof(PromptFeatures).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^".txt".Length])];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_sorted_in_lower_case_and_says_nothing_twice(string table)
    {
        var lines = LexiconFile.Lines(table).ToList();
        var words = lines.Select(line => line.Split('=')[0].Trim()).ToList();

        Assert.NotEmpty(words);
        Assert.Equal(words.Order(StringComparer.Ordinal), words);
        Assert.Equal(words.Distinct(), words);
        Assert.All(words, word => Assert.Equal(word.ToLowerInvariant().Trim(), word));
    }

    [Theory]
    [InlineData("How do I cook eggs?")]
    [InlineData("Wie koche ich Eier?")]
    [InlineData("Comment cuire des œufs ?")]
    [InlineData("¿Cómo cocer los huevos?")]
    [InlineData("Como cozinhar os ovos?")]
    [InlineData("Come cuocere le uova?")]
    public void Every_table_of_a_language_can_be_read(string prompt) =>
        Assert.NotEmpty(PromptFeatures.Of(prompt).Words.ToArray());

    [Fact]
    public void The_longest_phrase_wins()
    {
        var reading = Reading.Begin("a hundred eggs, a few");
        WordReader.Read(reading);
        var table = Lexicon<string>.Load("en/numbers", meaning => meaning);

        Assert.Equal((2, "100"), (table.Match(reading, 0, out var hundred), hundred));
        Assert.Equal((1, "x100"), (table.Match(reading, 1, out var alone), alone));
        Assert.Equal(0, table.Match(reading, 3, out _));
        reading.End();
    }

    [Fact]
    public void A_language_without_a_table_has_an_empty_one() =>
        Assert.Empty(Lexicon<string>.Load("xx/numbers", meaning => meaning).Entries);
}
