namespace Likewise.Tests.Responses;

public class AdmissionTests
{
    [Theory]
    [InlineData(FinishReason.Stop, true)]
    [InlineData(FinishReason.ToolCalls, true)]
    [InlineData(FinishReason.Refusal, true)]
    [InlineData(FinishReason.Length, false)]
    [InlineData(FinishReason.ContentFilter, false)]
    [InlineData(FinishReason.Interrupted, false)]
    [InlineData(FinishReason.Unknown, false)]
    public void Only_whole_answers_are_stored(FinishReason finish, bool isStored) =>
        Assert.Equal(isStored, Admission.ObjectionTo(Of(new RecordedChoice([new TextPart("42")], finish))) is null);

    [Fact]
    public void One_broken_choice_refuses_the_answer() =>
        Assert.NotNull(Admission.ObjectionTo(Of(
            new RecordedChoice([new TextPart("42")], FinishReason.Stop),
            new RecordedChoice([new TextPart("4")], FinishReason.Length))));

    [Fact]
    public void An_answer_that_says_nothing_is_refused()
    {
        Assert.NotNull(Admission.ObjectionTo(Of()));
        Assert.NotNull(Admission.ObjectionTo(Of(new RecordedChoice([], FinishReason.Stop))));
        Assert.NotNull(Admission.ObjectionTo(" \n"));
        Assert.NotNull(Admission.ObjectionTo(Of(new RecordedChoice([new ReasoningPart("hm", null)], FinishReason.Stop))));
    }

    [Fact]
    public void Text_that_is_no_text_is_refused() => Assert.NotNull(Admission.ObjectionTo("4\ud83d2"));

    private static RecordedResponse Of(params RecordedChoice[] choices) => new() { Choices = choices };
}
