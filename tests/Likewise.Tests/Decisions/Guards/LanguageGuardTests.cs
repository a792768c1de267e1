namespace Likewise.Tests.Decisions;

public sealed class LanguageGuardTests
{
    private readonly LanguageGuard _guard = new();

    [Theory]
    [InlineData("Wie wird das Wetter", "What is the weather", "Wie wird das Wetter", "What is the weather")]
    [InlineData("Cuál es la capital", "Quelle est la capitale", "Cuál es la capital", "Quelle est la capitale")]
    [InlineData("Где находится Париж", "Where is Paris", "Где находится Париж", "Where is Paris")]
    [InlineData("東京はどこですか", "Where is Tokyo", "東京はどこですか", "Where is Tokyo")]
    public void Prompts_in_different_languages_are_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("What is the weather like?", "How is the weather?")]
    [InlineData("Paris hotel", "Hôtel Paris")]
    [InlineData("Pizza", "What is a pizza?")]
    [InlineData("42", "Где Париж")]
    [InlineData("What is die?", "What is a die?")]
    public void The_same_language_passes_and_what_may_be_of_either(string asked, string stored) => _guard.Passes(asked, stored);
}
