namespace Likewise.Tests.Decisions;

public sealed class QuestionGuardTests
{
    private readonly QuestionGuard _guard = new();

    [Theory]
    [InlineData("When was the tower built?", "Why was the tower built?", "When", "Why")]
    [InlineData("Who is painting the bridge?", "When is the bridge painted?", "Who", "When")]
    [InlineData("How many stones are in the wall?", "How old are the stones in the wall?", "How many", "How old")]
    [InlineData("What time does the market open?", "Where does the market open?", "What time", "Where")]
    [InlineData("How did the poet die?", "Where did the poet die?", "How did", "Where")]
    [InlineData("Wann fährt der Zug?", "Warum fährt der Zug?", "Wann", "Warum")]
    [InlineData("Quand part le train ?", "Pourquoi part le train ?", "Quand", "Pourquoi")]
    public void Another_question_about_the_same_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("When does the market open?", "What time does the market open?")]
    [InlineData("How do I bake bread?", "What is the best way to bake bread?")]
    [InlineData("Where can I buy stamps?", "How can I buy stamps?")]
    [InlineData("Why is the sky blue?", "What makes the sky blue?")]
    [InlineData("When I bake bread it burns, why?", "Why does it burn when I bake bread?")]
    [InlineData("Bake bread", "How do I bake bread?")]
    [InlineData("When was the tower built?", "Why was the old tower painted?")]
    public void The_same_question_passes_and_one_about_another_thing(string asked, string stored) =>
        _guard.Passes(asked, stored);
}
