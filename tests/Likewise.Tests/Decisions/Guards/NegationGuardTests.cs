namespace Likewise.Tests.Decisions;

public sealed class NegationGuardTests
{
    private readonly NegationGuard _guard = new();

    [Theory]
    [InlineData("Is it legal to park here?", "Is it legal not to park here?", "park", "not to park")]
    [InlineData("How do I become a patient person?", "How do I become a person who isn't patient?", "patient", "isn't patient")]
    [InlineData("Is it wise to fight?", "Is it wise not to fight?", "fight", "not to fight")]
    [InlineData("What can dogs eat?", "What can't dogs eat?", "dogs", "can't dogs")]
    [InlineData("Bread with yeast", "Bread without yeast", "yeast", "without yeast")]
    [InlineData("Tips to stop smoking", "Tips for smoking", "stop smoking", "smoking")]
    [InlineData("Should I never reboot the router?", "Should I reboot the router?", "never reboot", "reboot")]
    [InlineData("What happens if I don't pay rent?", "What happens if I pay rent?", "don't pay", "pay")]
    [InlineData("Kann man hier rauchen?", "Kann man hier nicht rauchen?", "rauchen", "nicht rauchen")]
    [InlineData("Pourquoi faut-il dormir ?", "Pourquoi faut-il ne pas dormir ?", "dormir", "pas dormir")]
    [InlineData("¿Por qué debo dormir?", "¿Por qué no debo dormir?", "dormir", "no debo dormir")]
    [InlineData("Por que devo dormir?", "Por que não devo dormir?", "dormir", "não devo dormir")]
    [InlineData("Perché devo dormire?", "Perché non devo dormire?", "dormire", "non devo dormire")]
    public void What_only_one_side_denies_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("Isn't Oslo the capital?", "Is Oslo the capital?")]
    [InlineData("Oslo is the capital, isn't it?", "Is Oslo the capital?")]
    [InlineData("Don't you think that cats are clever?", "Do you think that cats are clever?")]
    [InlineData("Why not bake it?", "Should I bake it?")]
    [InlineData("Can you tell me whether or not it rains?", "Can you tell me whether it rains?")]
    [InlineData("It is not impossible to swim there", "Is swimming there possible?")]
    [InlineData("I can't reset my password", "How do I reset my password?")]
    [InlineData("Why can't I log in?", "I cannot log in")]
    [InlineData("Why is my phone not charging?", "Why won't my phone charge?")]
    [InlineData("How do I stop my dog from barking?", "How can I get my dog to bark less?")]
    [InlineData("How do I control anger?", "How do I stop feeling anger?")]
    [InlineData("Not only tea but coffee too", "Tea and coffee")]
    [InlineData("No, I want tea", "I want tea")]
    [InlineData("Why doesn't honey spoil?", "Does honey spoil?")]
    public void What_both_mean_passes(string asked, string stored) => _guard.Passes(asked, stored);

    [Fact]
    public void What_a_long_story_denies_in_passing_decides_nothing()
    {
        var story = string.Concat(Enumerable.Repeat("I walked along the river and it was a fine day. ", 4));

        _guard.Passes(story + "I did eat the soup. What now?", story + "What if you never eat the soup. What now?");
        _guard.Rejects("I would eat the soup", "Never eat the soup", "eat", "Never eat");
    }
}
