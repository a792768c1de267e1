namespace Likewise.Tests.Decisions;

public sealed class NameGuardTests
{
    private readonly NameGuard _guard = new();

    [Theory]
    [InlineData("Hotels in Paris", "Hotels in Rome", "Paris", "Rome")]
    [InlineData("who is obama", "Who is Angela Merkel?", "obama", "Angela")]
    [InlineData("best laptop from dell", "best laptop from lenovo", "dell", "lenovo")]
    [InlineData("weather in san diego", "weather in san jose", "san diego", "san jose")]
    [InlineData("HOW DO I CALL ROME", "HOW DO I CALL PARIS", "ROME", "PARIS")]
    [InlineData("What Is The Capital Of Peru", "What Is The Capital Of Chile", "Peru", "Chile")]
    [InlineData("Is Iran large?", "Is Iraq large?", "Iran", "Iraq")]
    [InlineData("Who wrote \"the end\"?", "Who wrote \"the start\"?", "end", "start")]
    [InlineData("Is the US large?", "Is the UK large?", "US", "UK")]
    [InlineData("Wer war Goethe?", "Wer war Schiller?", "Goethe", "Schiller")]
    [InlineData("Comment aller à Lyon ?", "Comment aller à Nantes ?", "Lyon", "Nantes")]
    public void Another_name_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Is NYC expensive?", "Is New York City expensive?")]
    [InlineData("Is the US large?", "Are the United States large?")]
    [InlineData("Is the U.S. large?", "Is the USA large?")]
    [InlineData("Who is Obama?", "who is barack obama")]
    [InlineData("Is JFK dead?", "Is John F. Kennedy dead?")]
    [InlineData("Define photosynthesis", "Define photosyntesis")]
    [InlineData("How do I use YouTube?", "How do I use you tube?")]
    [InlineData("Paris's mayor", "the mayor of Paris")]
    [InlineData("What is Buddhism?", "Who are Buddhists?")]
    [InlineData("Give it to us", "Give it me")]
    [InlineData("How do I quickly cancel?", "What is the easiest way to cancel?")]
    [InlineData("Hotels", "Hotels in Rome")]
    [InlineData("Wie koche ich die Eier?", "Wie koche ich Eier?")]
    public void Other_spellings_pass_and_names_that_one_side_has(string asked, string stored) => _guard.Passes(asked, stored);
}
