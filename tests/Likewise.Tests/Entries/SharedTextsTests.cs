using Likewise.Tests.Conformance;

namespace Likewise.Tests.Entries;

public class SharedTextsTests
{
    [Fact]
    public void What_many_entries_have_in_common_is_held_once()
    {
        var texts = new SharedTexts();
        var (one, other) = (texts.Share(Sample()), texts.Share(Sample()));

        Assert.Same(one.Model, other.Model);
        Assert.Same(one.Tags[1], other.Tags[1]);
        Assert.NotSame(one.Prompt, other.Prompt);
        Assert.Equal(Sample().Tags, one.Tags);
    }

    [Fact]
    public void Beyond_its_limit_texts_are_held_as_they_come()
    {
        var texts = new SharedTexts();
        for (var index = 0; index < 20_000; index++)
            texts.Share(Sample() with { Tenant = $"tenant {index}" });

        var (one, other) = (texts.Share(Sample() with { Tenant = Late() }), texts.Share(Sample() with { Tenant = Late() }));
        Assert.NotSame(one.Tenant, other.Tenant);
    }

    /// <summary>With texts of its own.</summary>
    private static EntrySummary Sample() => SampleEntries.Create(1, summary => summary with
    {
        Model = new string(summary.Model.AsSpan()),
        Prompt = new string(summary.Prompt.AsSpan()),
        Tags = [.. summary.Tags.Select(tag => new string(tag.AsSpan()))],
    }).Summary;

    private static string Late() => new("late".AsSpan());
}
