using Likewise.Tests.Conformance;

namespace Likewise.Tests.Decisions;

public sealed class FeaturesSlotTests
{
    [Fact]
    public void A_summary_makes_its_features_once_and_a_copy_with_another_prompt_its_own()
    {
        var summary = SampleEntries.Create(1).Summary;
        var features = summary.Features;
        var copy = summary with { Prompt = "something else" };

        Assert.Same(features, summary.Features);
        Assert.Same(features, (summary with { Model = "m" }).Features);
        Assert.Equal("something else", copy.Features.Prompt);
        Assert.Same(summary.Prompt, summary.Features.Prompt);
    }

    [Fact]
    public void Whether_features_were_made_is_no_difference_between_summaries()
    {
        var summary = SampleEntries.Create(1).Summary;
        var same = summary with { };
        _ = summary.Features;

        Assert.Equal(same, summary);
        Assert.Equal(same.GetHashCode(), summary.GetHashCode());
    }
}
