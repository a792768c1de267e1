namespace Likewise.Tests.Decisions.Learned;

public class PairFeaturesTests
{
    [Fact]
    public void The_same_words_differ_in_nothing()
    {
        var features = Measure("How do I renew my passport?", "How do I renew my passport?");

        Assert.Equal((1f, 1f, 1f), (features["content-overlap"], features["word-overlap"], features["neighbour-overlap"]));
        foreach (var name in (string[])["only-content-more", "names-both", "numbers-both", "question-differs", "content-moved"])
            Assert.Equal(0, features[name]);
    }

    [Fact]
    public void A_name_for_another_is_seen_and_a_name_left_out_too()
    {
        var other = Measure("Which hotel near Lisbon has a pool?", "Which hotel near Porto has a pool?");
        var left = Measure("Which hotel near Lisbon has a pool?", "Which hotel has a pool?");

        Assert.Equal((1f, 0f), (other["names-both"], other["names-one"]));
        Assert.Equal((0f, 1f), (left["names-both"], left["names-one"]));
    }

    [Fact]
    public void Capitals_everywhere_are_no_names()
    {
        var features = Measure("WHICH HOTEL NEAR LISBON HAS A POOL", "WHICH HOTEL NEAR PORTO HAS A POOL");

        Assert.Equal((0f, 1f), (features["names-both"], features["only-content-fewer"]));
    }

    [Fact]
    public void Words_that_change_places_are_counted()
    {
        var features = Measure("Do dogs chase cats?", "Do cats chase dogs?");

        Assert.Equal(2 / 3f, features["content-moved"], 3);
    }

    [Fact]
    public void Question_words_and_slips_are_seen()
    {
        var questions = Measure("Why did the Roman empire fall?", "When did the Roman empire fall?");
        var slips = Measure("symptoms of coronavirus", "symptoms of coronavrius");

        Assert.Equal(1, questions["question-differs"]);
        Assert.Equal(1, slips["slips"]);
    }

    [Theory]
    [InlineData("Is tea better than coffee?", "What is the best tea for 2 people in London?")]
    [InlineData("", "?")]
    [InlineData("run `git push --force`", "run `git pull --rebase` 3 times")]
    public void Either_way_round_they_are_the_same(string one, string other) =>
        Assert.Equal(Measure(one, other), Measure(other, one));

    [Fact]
    public void The_longest_prompts_are_measured_within_their_words()
    {
        var prompt = string.Join(' ', Enumerable.Range(0, 20_000).Select(word => $"word{word}x"));

        Assert.Equal(1, Measure(prompt, prompt)["content-overlap"]);
    }

    private static Dictionary<string, float> Measure(string one, string other)
    {
        var values = new float[PairFeatures.Count];
        PairFeatures.Measure(0.9, PromptFeatures.Of(one), PromptFeatures.Of(other), values);
        return PairFeatures.Names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
    }
}
