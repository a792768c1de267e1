namespace Likewise.Tests.Decisions;

public sealed class ModalityGuardTests
{
    private readonly ModalityGuard _guard = new();

    [Theory]
    [InlineData("Is Ann a judge?", "Did Ann use to be a judge?", "", "use to be")]
    [InlineData("Is Ann a judge?", "Is Ann becoming a judge?", "", "becoming")]
    [InlineData("Does the ferry run?", "Does the ferry no longer run?", "", "no longer")]
    [InlineData("Is the museum open?", "Was the museum open?", "Is", "Was")]
    [InlineData("Can I eat the rind?", "Should I eat the rind?", "Can", "Should")]
    [InlineData("May I wear a hat?", "Must I wear a hat?", "May", "Must")]
    public void Another_time_or_another_duty_is_rejected(string asked, string stored, string askedWords, string storedWords) =>
        _guard.Rejects(asked, stored, askedWords, storedWords);

    [Theory]
    [InlineData("What were the causes of the flood?", "What are the causes of the flood?")]
    [InlineData("Will the ferry run?", "Is the ferry going to run?")]
    [InlineData("Can I eat the rind?", "May I eat the rind?")]
    [InlineData("I no longer like it, cancel it", "I like to cancel it")]
    [InlineData("Which coins can I use to pay?", "With which coins can I pay?")]
    [InlineData("Is the museum still open?", "Is the museum open?")]
    [InlineData("How can I become a judge?", "How do I become a judge?")]
    [InlineData("Is the museum open?", "Was the old museum open?")]
    public void The_same_time_passes_and_where_it_hardly_matters(string asked, string stored) => _guard.Passes(asked, stored);
}
