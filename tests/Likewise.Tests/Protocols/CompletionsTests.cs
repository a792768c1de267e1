using Likewise.Protocols;

namespace Likewise.Tests.Protocols;

/// <summary>Goal: completions are recorded and replayed, and never meet a chat.</summary>
public sealed class CompletionsTests
{
    private static readonly RecordedResponse Said = new()
    {
        Choices = [new([new TextPart("upon a time.")], FinishReason.Stop), new([new TextPart("more.")], FinishReason.Length)],
        Model = "m",
        Usage = new TokenUsage(2, 4),
    };

    [Fact]
    public void A_recording_is_read_back_as_itself_whole_and_streamed()
    {
        var asked = Read("""{"prompt": "Once", "stream_options": {"include_usage": true}}""");

        Assert.Equal(new WireAnswer(Said, null), WireProtocol.Completions.Answer(asked.Whole(Said)));
        Assert.Equal((Said, null), WireProtocol.Completions.ReadStream(asked.Stream(Said)));
    }

    [Theory]
    [InlineData("""{"prompt": "Once"}""", Eligibility.Semantic)]
    [InlineData("""{"prompt": "Once", "n": 2}""", Eligibility.ExactOnly)]
    [InlineData("""{"prompt": "Once", "logprobs": 1}""", Eligibility.Bypass)]
    [InlineData("""{"prompt": ["Once", "Twice"]}""", Eligibility.Bypass)]
    [InlineData("""{"prompt": [1, 2]}""", Eligibility.Bypass)]
    public void What_cannot_be_shared_is_kept_apart(string body, Eligibility expected) =>
        Assert.Equal(expected, Read(body).Prompt.Eligibility);

    [Fact]
    public void Going_on_with_a_text_is_not_answering_it()
    {
        var completion = Read("""{"model": "m", "prompt": "Once"}""").Prompt;
        var chat = WireProtocol.Chat.Request("""{"model": "m", "messages": [{"role": "user", "content": "Once"}]}""").Prompt;

        Assert.Equal(chat.Messages, completion.Messages);
        Assert.NotEqual(chat.Parameters.ValueKind, completion.Parameters.ValueKind);
    }

    [Fact]
    public void Log_probabilities_are_lost()
    {
        const string Choice = """{"index":0,"text":"A","finish_reason":"stop","logprobs":{}}""";

        const string Answer = $$"""{"choices":[{{Choice}}]}""";

        Assert.Equal("choices[0].logprobs", WireProtocol.Completions.Answer(Answer).Lost);
        Assert.Equal("choices[0].logprobs", WireProtocol.Completions.ReadStream($"data: {Answer}\n\n").Lost);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"prompt": ""}""")]
    [InlineData("""{"prompt": 1}""")]
    public void What_is_no_request_is_refused_and_the_field_named(string body) =>
        Assert.Equal("prompt", Assert.Throws<ProtocolException>(() => Read(body)).Param);

    private static WireRequest Read(string body) => WireProtocol.Completions.Request(body);
}
