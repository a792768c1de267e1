namespace Likewise.Tests.Responses;

public class ResponseDeltasTests
{
    private static readonly RecordedResponse Rich = new()
    {
        Choices =
        [
            new RecordedChoice(
                [
                    new ReasoningPart("First I look at both. Then I weigh them, one against the other, at some length.", "c2ln"),
                    new TextPart($"Larger; {new string('x', 200)} {string.Concat(Enumerable.Repeat("🎈", 60))} and done."),
                    new ToolCallPart("call_1", "measure", """{"of":"the first","in":"metres"}"""),
                    new ToolCallPart("call_2", "now", ""),
                ],
                FinishReason.ToolCalls),
            new RecordedChoice([new RefusalPart("I would rather not.")], FinishReason.Refusal),
        ],
        Model = "m-1",
        Usage = new TokenUsage(7, 9),
    };

    [Fact]
    public void An_answer_taken_apart_and_put_together_is_the_same() => Assert.Equal(Rich, Assemble(ResponseDeltas.Of(Rich)));

    [Fact]
    public void No_piece_ends_inside_a_surrogate_pair() => Assert.All(
        ResponseDeltas.Of(Rich).OfType<TextDelta>(), delta => Assert.Equal(-1, UnicodeText.IndexOfHalfPair(delta.Text)));

    [Fact]
    public void Pieces_are_some_words_long() =>
        Assert.InRange(ResponseDeltas.Of("word " + string.Join(' ', Enumerable.Repeat("word", 100))).Count(), 10, 30);

    [Fact]
    public void Calls_written_by_turns_are_told_apart() => Assert.Equal(
        [new ToolCallPart("a", "one", "12"), new ToolCallPart("b", "two", "34")],
        Assemble(
        [
            new ToolCallDelta(0, 0, "a", "one", "1"), new ToolCallDelta(0, 1, "b", "two", "3"),
            new ToolCallDelta(0, 0, null, null, "2"), new ToolCallDelta(0, 1, null, null, "4"),
        ]).Choices[0].Parts);

    [Fact]
    public void A_thought_ends_with_its_signature() => Assert.Equal(
        [new ReasoningPart("ab", "s1"), new ReasoningPart("c", null)],
        Assemble(
        [
            new ReasoningDelta(0, "a", null), new ReasoningDelta(0, "b", null), new ReasoningDelta(0, "", "s1"),
            new ReasoningDelta(0, "c", null),
        ]).Choices[0].Parts);

    [Fact]
    public void An_answer_that_did_not_say_why_it_ended_was_interrupted() =>
        Assert.Equal(FinishReason.Interrupted, Assemble([new TextDelta(0, "half of")]).Choices[0].Finish);

    private static RecordedResponse Assemble(IEnumerable<ResponseDelta> deltas)
    {
        var assembler = new ResponseAssembler();
        foreach (var delta in deltas)
            assembler.Add(delta);
        return assembler.ToResponse();
    }
}
