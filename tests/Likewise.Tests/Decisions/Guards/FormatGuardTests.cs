namespace Likewise.Tests.Decisions;

public sealed class FormatGuardTests
{
    private readonly FormatGuard _guard = new();

    [Theory]
    [InlineData("Explain tides as JSON", "Explain tides as a table", "JSON", "table")]
    [InlineData("Explain tides in French", "Explain tides in German", "French", "German")]
    [InlineData("Explain tides in French", "Explain tides", "French", "")]
    [InlineData("Explain tides in one line", "Explain tides in one paragraph", "one line", "one paragraph")]
    [InlineData("Explain tides like I am five", "Explain tides", "I am five", "")]
    [InlineData("Explain tides for beginners", "Explain tides for experts", "beginners", "experts")]
    [InlineData("Sort a list in Python", "Sort a list in Java", "Python", "Java")]
    [InlineData("Use C# to sort", "Use C++ to sort", "C#", "C++")]
    [InlineData("Erkläre mir das auf Englisch", "Erkläre mir das", "Englisch", "")]
    [InlineData("Explique ça sous forme de tableau comme tableau", "Explique ça comme liste", "tableau", "liste")]
    public void Another_form_of_answer_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Explain tides in one line", "Explain tides in a single line")]
    [InlineData("Sort a list in JS", "Sort a list with JavaScript")]
    [InlineData("Sort a list in Python", "Sort a list")]
    [InlineData("Explain tides in English", "Explain tides")]
    [InlineData("Book a table", "Book a table please")]
    [InlineData("A course for beginners", "A course")]
    [InlineData("Learn French", "Learning French")]
    public void The_same_form_passes_and_what_goes_without_saying(string asked, string stored) => _guard.Passes(asked, stored);
}
