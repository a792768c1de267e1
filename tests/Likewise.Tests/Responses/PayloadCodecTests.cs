using FsCheck;
using FsCheck.Fluent;

namespace Likewise.Tests.Responses;

public class PayloadCodecTests
{
    private static readonly RecordedResponse Sample = new()
    {
        Choices =
        [
            new RecordedChoice([new ReasoningPart("hm", "sig"), new TextPart("42 \U0001F600 \u00e9 \"<>&\0")], FinishReason.Stop),
            new RecordedChoice([new ToolCallPart("call_1", "add", """{"a":1}""")], FinishReason.ToolCalls),
            new RecordedChoice([new RefusalPart("no")], FinishReason.Refusal),
        ],
        Model = "gpt-x",
        Usage = new TokenUsage(12, 34),
    };

    [Fact]
    public void What_is_opened_equals_what_was_sealed() =>
        Assert.Equal(Sample, PayloadCodec.Open(PayloadCodec.Seal(Sample)));

    [Fact]
    public void Any_answer_comes_back_as_it_was()
    {
        var text = ArbMap.Default.GeneratorFor<string>().Where(text => text is not null && UnicodeText.IndexOfHalfPair(text) < 0);
        var part = Gen.OneOf(
            text.Select(RecordedPart (value) => new TextPart(value)),
            text.Select(RecordedPart (value) => new RefusalPart(value)),
            text.Two().Select(RecordedPart (pair) => new ReasoningPart(pair.Item1, pair.Item2)),
            text.Three().Select(RecordedPart (three) => new ToolCallPart(three.Item1, three.Item2, three.Item3)));
        var choice = part.ArrayOf().SelectMany(
            parts => Gen.Elements(Enum.GetValues<FinishReason>()).Select(finish => new RecordedChoice(parts, finish)));
        var response = choice.ArrayOf().SelectMany(choices => text.Select(model => new RecordedResponse
        {
            Choices = choices,
            Model = model,
            Usage = new TokenUsage(choices.Length, model.Length),
        }));

        Prop.ForAll(response.ToArbitrary(), answer => answer.Equals(PayloadCodec.Open(PayloadCodec.Seal(answer))))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var payload = PayloadCodec.Seal(Sample);
        for (var index = 0; index < payload.Length; index++)
        {
            var changed = payload.ToArray();
            changed[index] ^= 0x10;
            Assert.Throws<PayloadException>(() => PayloadCodec.Open(changed));
        }
    }

    [Fact]
    public void Every_cut_is_noticed()
    {
        var payload = PayloadCodec.Seal(Sample);
        for (var length = 0; length < payload.Length; length++)
            Assert.Throws<PayloadException>(() => PayloadCodec.Open(payload.AsSpan(0, length)));
        Assert.Throws<PayloadException>(() => PayloadCodec.Open([.. payload, 0]));
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        var payload = PayloadCodec.Seal(Sample);
        payload[4]++;
        Assert.Equal(PayloadFault.Version, Assert.Throws<PayloadException>(() => PayloadCodec.Open(payload)).Fault);
    }

    [Fact]
    public void Version_1_stays_readable()
    {
        var golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "payload-1.bin"));
        Assert.Equal(Sample, PayloadCodec.Open(golden));
    }
}
