namespace Likewise.Tests.Decisions.Judging;

public class JudgeComparerTests
{
    private static readonly EntrySummary Entry = JudgeTests.Asked("a", "b").Candidate.Summary;

    [Theory]
    [InlineData("SAME", AnswerAgreement.Same)]
    [InlineData("DIFFERENT", AnswerAgreement.Different)]
    [InlineData("UNSURE", AnswerAgreement.Unknown)]
    [InlineData("They agree.", AnswerAgreement.Unknown)]
    public async Task It_says_what_the_judge_says(string says, AnswerAgreement expected)
    {
        var model = ScriptedModel.Saying(says);
        Assert.Equal(expected, await CompareAsync(new JudgeComparer(new Judge(model.AskAsync)), "fresh", "cached"));
        Assert.Contains("\nfresh\n", Assert.Single(model.Asked).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judge_that_fails_is_no_judgement()
    {
        var model = new ScriptedModel { Answer = (_, _) => throw new IOException("cut") };
        Assert.Equal(AnswerAgreement.Unknown, await CompareAsync(new JudgeComparer(new Judge(model.AskAsync)), "one", "other"));
    }

    [Fact]
    public async Task What_need_not_be_asked_or_cannot_is_not()
    {
        var model = new ScriptedModel();
        var comparer = new JudgeComparer(new Judge(model.AskAsync, new JudgeOptions { TextCharsMax = 10 }));
        var tool = RecordedResponse.FromText("") with
        {
            Choices = [new RecordedChoice([new ToolCallPart("1", "look", "{}")], FinishReason.ToolCalls)],
        };

        Assert.Equal(AnswerAgreement.Same, await CompareAsync(comparer, "one", "one"));
        Assert.Equal(AnswerAgreement.Unknown, await CompareAsync(comparer, "one", " "));
        Assert.Equal(AnswerAgreement.Unknown, await CompareAsync(comparer, tool, "one"));
        Assert.Equal(AnswerAgreement.Unknown, await CompareAsync(comparer, "one", "eleven long"));
        Assert.Empty(model.Asked);
    }

    [Theory]
    [InlineData(AnswerAgreement.Same, 0, AnswerAgreement.Same)]
    [InlineData(AnswerAgreement.Different, 0, AnswerAgreement.Different)]
    [InlineData(AnswerAgreement.Unknown, 1, AnswerAgreement.Same)]
    public async Task The_second_comparer_is_asked_where_the_first_cannot_tell(
        AnswerAgreement first, int asked, AnswerAgreement expected)
    {
        var model = new ScriptedModel();
        var comparer = new FallbackComparer(new Fixed(first), new JudgeComparer(new Judge(model.AskAsync)));

        Assert.Equal(expected, await CompareAsync(comparer, "one", "other"));
        Assert.Equal((asked, "fixed, judge"), (model.Asked.Count, comparer.Name));
    }

    private static ValueTask<AnswerAgreement> CompareAsync(
        IAnswerComparer comparer, RecordedResponse fresh, RecordedResponse cached) => comparer.CompareAsync(
        new AnswerComparison("a", "a", Entry, cached, fresh), TestContext.Current.CancellationToken);

    private sealed class Fixed(AnswerAgreement agreement) : IAnswerComparer
    {
        public string Name => "fixed";

        public ValueTask<AnswerAgreement> CompareAsync(AnswerComparison comparison, CancellationToken cancellationToken) =>
            new(agreement);
    }
}
