namespace Likewise.Tests.Decisions;

public sealed class RoleGuardTests
{
    private readonly RoleGuard _guard = new();

    [Theory]
    [InlineData("Does Ann owe Bob money?", "Does Bob owe Ann money?", "Ann owe Bob", "Bob owe Ann")]
    [InlineData("If they met, would he follow her?", "If they met, would she follow him?", "he follow her", "she follow him")]
    [InlineData("Can a calm dog get wild?", "Can a wild dog get calm?", "calm dog get wild", "wild dog get calm")]
    [InlineData("Why is tea better than milk?", "Why is milk better than tea?", "tea better than milk", "milk better than tea")]
    [InlineData("Does Ann trust Bob?", "Is Ann trusted by Bob?", "Ann trust Bob", "Ann trusted by Bob")]
    [InlineData("Kennt Anna den Peter?", "Kennt Peter den Anna?", "Anna den Peter", "Peter den Anna")]
    public void Who_does_what_to_whom_matters(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Does Ann trust Bob?", "Is Bob trusted by Ann?")]
    [InlineData("Should I drink tea or coffee?", "Should I drink coffee or tea?")]
    [InlineData("How do tea and coffee differ?", "How do coffee and tea differ?")]
    [InlineData("Are ants heavier than bees?", "Are bees heavier than ants?")]
    [InlineData("Are ants heavier than bees?", "Which is heavier, bees or ants?")]
    [InlineData("What to see in Lima in May?", "What to see in May in Lima?")]
    [InlineData("Who do cooks think makes the best soup?", "Who makes the best soup according to cooks?")]
    [InlineData("What is the capital of Peru?", "What is Peru's capital?")]
    [InlineData("Can I pay by card?", "Is paying by card possible?")]
    public void Where_there_is_no_order_it_does_not(string asked, string stored) => _guard.Passes(asked, stored);

    [Fact]
    public void Long_prompts_are_not_compared_word_by_word()
    {
        var story = string.Concat(Enumerable.Repeat("It rains all day ", 12));

        _guard.Passes(story + "and Ann sees Bob", story + "and Bob sees Ann");
    }
}
