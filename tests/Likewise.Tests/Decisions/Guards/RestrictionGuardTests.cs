namespace Likewise.Tests.Decisions;

public sealed class RestrictionGuardTests
{
    private readonly RestrictionGuard _guard = new();

    [Theory]
    [InlineData("Is Ann a judge?", "Is Ann a famous judge?", "", "famous")]
    [InlineData("What are the rules for foreign drivers?", "What are the rules for foreign drivers in Malta?", "", "in Malta")]
    [InlineData("Which songs were popular?", "Which songs were popular after 1990?", "", "after 1990")]
    public void A_clear_restriction_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Is Ann a judge?", "Is Ann actually a judge?")]
    [InlineData("How do I lose weight?", "How do I lose weight fast?")]
    [InlineData("What are good books?", "What are some good books?")]
    [InlineData("Where is the station?", "Where is the station in town?")]
    [InlineData("Is the cat on the bed?", "Is the cat in fact on the bed?")]
    [InlineData("Laws", "Laws in Malta")]
    public void What_may_be_manners_passes(string asked, string stored) => _guard.Passes(asked, stored);
}
