using Likewise.Tests.Encoder;

namespace Likewise.Tests.Decisions.Audit;

/// <summary>With the default encoder and sentences of our own.</summary>
public class SemanticAnswerComparerTests
{
    private const AnswerAgreement Same = AnswerAgreement.Same, Different = AnswerAgreement.Different;
    private const AnswerAgreement Unknown = AnswerAgreement.Unknown;

    private const string Steps = "Open the settings. Choose Security, then Password. Type the new password twice and save it.";

    [Theory]
    [InlineData("Paris", "Paris.")]
    [InlineData("Paris", "The capital of France is **Paris**.")]
    [InlineData("42", "It is 42.")]
    [InlineData("Yes.", "Yes, it is.")]
    [InlineData("You can return shoes within 30 days.", "  you can return\n shoes within **30 days**")]
    [InlineData("- red\n- green\n- blue", "* Red\n* Green\n* Blue")]
    [InlineData("The parcel should arrive within five days.", "Your parcel should arrive within 5 days.")]
    [InlineData("Water boils at 100 degrees Celsius at sea level.", "At sea level, water boils at 100 degrees Celsius.")]
    public async Task Answers_that_say_the_same_agree(string one, string other) =>
        Assert.Equal((Same, Same), await BothWaysAsync(one, other));

    [Theory]
    [InlineData("Yes.", "No.")]
    [InlineData("Ja, das geht.", "Nein, das geht nicht.")]
    [InlineData("42", "43")]
    [InlineData("It takes 3 days.", "It takes 5 days.")]
    [InlineData("Paris", "Rome")]
    [InlineData("The shop opens on Monday.", "The shop opens on Tuesday.")]
    [InlineData("You may park here.", "You may not park here.")]
    [InlineData("Prices will increase.", "Prices will decrease.")]
    [InlineData("A whale is a mammal.", "Press the green button to open an account.")]
    public async Task Answers_that_say_something_else_do_not(string one, string other) =>
        Assert.Equal((Different, Different), await BothWaysAsync(one, other));

    [Theory]
    [InlineData("The museum opens at nine.", "The museum opens at nine, and entry costs 12 euros.")]
    [InlineData("Use this:\n```\nprint(1)\n```", "Use this:\n```\nprint(2)\n```")]
    [InlineData(Steps, Steps + " Anyone who has lost the phone must call us first, and pays a fee of 20 euros.")]
    public async Task Where_only_a_reader_could_tell_it_says_so(string one, string other) =>
        Assert.Equal((Unknown, Unknown), await BothWaysAsync(one, other));

    [Fact]
    public async Task Longer_answers_are_compared_sentence_by_sentence()
    {
        const string Reworded =
            "1. Open the settings\n2. Choose Security and then Password\n3. Enter the new password twice, and save it";
        const string Contrary =
            "Open the settings. Choose Security, then Password. Type the new password once and do not save it.";

        Assert.Equal((Same, Same), await BothWaysAsync(Steps, Reworded));
        Assert.NotEqual(Same, (await BothWaysAsync(Steps, Contrary)).Item1);
    }

    [Theory]
    [InlineData("""{"label":"refund","score":0.9}""", """{ "score": 0.90, "label": "Refund" }""", Same)]
    [InlineData("""{"label":"refund"}""", "```json\n{\"label\": \"refund\"}\n```", Same)]
    [InlineData("""{"label":"refund"}""", """{"label":"cancel"}""", Different)]
    [InlineData("""[1, 2]""", """[1, 3]""", Different)]
    [InlineData("""{"label":"refund"}""", """{"tag":"refund"}""", Unknown)]
    public async Task Data_is_compared_by_its_values(string one, string other, AnswerAgreement expected) =>
        Assert.Equal((expected, expected), await BothWaysAsync(one, other));

    [Fact]
    public async Task Refusals_agree_with_each_other_and_with_nothing_else()
    {
        var refusal = Of(FinishReason.Refusal, new RefusalPart("I cannot help with that."));

        Assert.Equal(Same, await CompareAsync(refusal, Of(FinishReason.Refusal, new RefusalPart("No, sorry."))));
        Assert.Equal(Different, await CompareAsync(refusal, "Press the green button."));
    }

    [Fact]
    public async Task Calls_of_tools_are_taken_to_the_letter()
    {
        var call = Of(FinishReason.ToolCalls, new ToolCallPart("a", "book", """{"to":"Rome","seats":2}"""));
        var other = Of(FinishReason.ToolCalls, new ToolCallPart("b", "book", """{"seats":2, "to":"Oslo"}"""));
        var again = Of(FinishReason.ToolCalls, new ToolCallPart("b", "book", """{"seats":2, "to":"Rome"}"""));

        Assert.Equal(Same, await CompareAsync(call, again));
        Assert.Equal(Different, await CompareAsync(call, other));
        Assert.Equal(Different, await CompareAsync(call, "Shall I book two seats to Rome?"));
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_says_nothing()
    {
        Assert.Equal(Unknown, await CompareAsync("Press the green button.", Of(FinishReason.Length, new TextPart("Press the"))));
        Assert.Equal(Unknown, await CompareAsync("Press the green button.", Of(FinishReason.Stop, new TextPart(" "))));
    }

    private static RecordedResponse Of(FinishReason finish, RecordedPart part) =>
        new() { Choices = [new RecordedChoice([part], finish)] };

    private static async Task<(AnswerAgreement, AnswerAgreement)> BothWaysAsync(string one, string other) =>
        (await CompareAsync(one, other), await CompareAsync(other, one));

    private static async Task<AnswerAgreement> CompareAsync(RecordedResponse cached, RecordedResponse fresh)
    {
        const string Prompt = "What is the capital of France?";
        var entry = new EntrySummary
        {
            Id = EntryId.New(), Key = default, Tenant = "", Namespace = "default", Model = "", Prompt = Prompt,
            Eligibility = Eligibility.Semantic, Embedder = DefaultModel.Encoder.Identity, CreatedAt = default,
            Expiry = new Expiry(DateTimeOffset.MaxValue, null), Cost = default, PayloadBytes = 0,
        };
        var comparer = new SemanticAnswerComparer(DefaultModel.Encoder);
        return await comparer.CompareAsync(
            new AnswerComparison(Prompt, Prompt, entry, cached, fresh), TestContext.Current.CancellationToken);
    }
}
