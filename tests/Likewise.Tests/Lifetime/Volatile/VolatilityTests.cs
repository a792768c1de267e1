using Likewise.Tests.Fixtures;
using Likewise.Tests.Tidy;

namespace Likewise.Tests.Lifetime.Volatile;

/// <summary>
/// Goal: what changes soon is told from what only looks so. Method: prompts written for this, half of them volatile, the others
/// mostly traps; floors below what is reached, so that a change of the tables shows.
/// </summary>
public class VolatilityTests
{
    private const int Year = 2026;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Precision_and_recall_over_labelled_prompts_hold()
    {
        var (found, missed, false_, right) = (0, new List<string>(), new List<string>(), 0);
        foreach (var line in File.ReadLines(Repository.FullPath("tests/Likewise.Tests/Lifetime/Volatile/prompts.tsv")))
        {
            if (line.StartsWith('#'))
                continue;

            var (expected, prompt) = (Enum.Parse<Volatility>(line.Split('\t')[0], ignoreCase: true), line.Split('\t')[1]);
            var finding = PromptVolatility.Of(prompt, Year);
            if (expected == Volatility.Lasting && finding.Sign is not null)
                false_.Add($"{finding.Sign}: {prompt}");
            else if (expected != Volatility.Lasting && finding.Sign is null)
                missed.Add(prompt);
            else if (finding.Sign is not null)
                (found, right) = (found + 1, right + (finding.Volatility == expected ? 1 : 0));
        }

        Assert.InRange(found, 160, 200);
        Assert.True(false_.Count <= 3, string.Join("\n", false_));
        Assert.True(missed.Count <= 5, string.Join("\n", missed));
        Assert.True(right >= 0.95 * found, $"{right} of {found} have the class that was expected.");
    }

    [Theory]
    [InlineData("What is the weather like today?", "weather like today")]
    [InlineData("What is the latest stable version of Go?", "latest stable version")]
    [InlineData("weather oslo", "weather")]
    public void The_words_that_say_so_are_named(string prompt, string sign)
    {
        var found = PromptVolatility.Of(prompt, Year).Sign;
        Assert.NotNull(found);
        Assert.Contains(found, sign, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Best phones of 2026", 2026, Volatility.Recent)]
    [InlineData("Best phones of 2026", 2020, Volatility.Lasting)]
    [InlineData("Best phones of 2026", 2031, Volatility.Lasting)]
    public void A_year_is_recent_beside_the_one_it_is(string prompt, int year, Volatility expected) =>
        Assert.Equal(expected, PromptVolatility.Of(prompt, year).Volatility);

    [Theory]
    [InlineData("As of my last update, the version was 3.2.", Volatility.Recent)]
    [InlineData("Prices are subject to change.", Volatility.Recent)]
    [InlineData("I do not have access to real-time data, so please check a weather site.", Volatility.Daily)]
    [InlineData("Currently, the office is held by somebody else.", Volatility.Recent)]
    [InlineData("It is 20 degrees right now.", Volatility.Momentary)]
    [InlineData("Water boils at 100 degrees Celsius at sea level.", Volatility.Lasting)]
    [InlineData("The word \"currently\" is an adverb.", Volatility.Lasting)]
    public void An_answer_may_say_itself_that_it_is_true_for_a_while(string answer, Volatility expected) =>
        Assert.Equal(expected, PromptVolatility.OfAnswer(answer).Volatility);

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("how much does")]
    [InlineData("current")]
    [InlineData("\ud800 now")]
    public void No_text_is_too_odd(string text)
    {
        Assert.InRange(PromptVolatility.Of(text, Year).Volatility, Volatility.Lasting, Volatility.Momentary);
        Assert.InRange(PromptVolatility.OfAnswer(text).Volatility, Volatility.Lasting, Volatility.Momentary);
    }

    [Fact]
    public void In_a_long_text_only_what_is_asked_at_its_end_counts()
    {
        var story = string.Concat(Enumerable.Repeat("Today we went to the market and bought bread and cheese. ", 8));
        Assert.Equal(Volatility.Lasting, PromptVolatility.Of(
            story + "Count the nouns of the text above, list each of them once, and say which of them are concrete things, in a "
            + "table with two columns.", Year).Volatility);
        Assert.Equal(Volatility.Daily, PromptVolatility.Of(
            story + "Given all of that, and that we are somewhere near the coast of Portugal, what is the weather?", Year)
            .Volatility);
    }

    [Fact]
    public async Task What_changes_soon_lives_as_long_as_its_class_and_the_outcome_says_why()
    {
        var time = new ManualTime();
        await using var cache = await Caches.BuildAsync(time: time);
        var life = await LifeAsync(cache, "What is the weather in Oslo?", "Rain.");

        Assert.Equal((TimeSpan.FromHours(1), true), (life.Expiry.At - time.GetUtcNow(), life.IsCut));
        Assert.Equal(new VolatilityFinding(Volatility.Daily, "weather"), life.Volatility);
        var said = await LifeAsync(cache, "Which shops sell bread?", "The one round the corner is open right now.");
        Assert.Equal(TimeSpan.FromMinutes(1), said.Expiry.At - time.GetUtcNow());
        var lasting = await LifeAsync(cache, "Why is the sky blue?", "Scattering.");
        Assert.Equal(TimeSpan.FromDays(1), lasting.Expiry.At - time.GetUtcNow());
    }

    [Fact]
    public async Task A_caller_who_says_how_long_is_believed_and_use_lengthens_nothing_volatile()
    {
        var time = new ManualTime();
        await using var cache = await Caches.BuildAsync(time: time, configure: options => options.Life.Growth = 1);
        var wish = new EntryOptions { TimeToLive = TimeSpan.FromHours(7) };
        var life = await LifeAsync(cache, "What is the weather in Oslo?", "Rain.", wish);

        Assert.Equal((TimeSpan.FromHours(7), false), (life.Expiry.At - time.GetUtcNow(), life.IsCut));
        Assert.Equal(Leeway.None, life.Expiry.Leeway);
        Assert.NotEqual(Leeway.None, (await LifeAsync(cache, "Why is the sky blue?", "Scattering.", wish)).Expiry.Leeway);
    }

    [Fact]
    public async Task It_can_be_switched_off_for_all_and_for_some()
    {
        var time = new ManualTime();
        await using var off = await Caches.BuildAsync(time: time, configure: options => options.Life.ReadsVolatility = false);
        await using var some = await Caches.BuildAsync(time: time, configure: options =>
        {
            options.Life.DailyMax = TimeSpan.FromMinutes(5);
            options.Life.Rules.Add(new LifeRule { Tag = "docs", ReadsVolatility = false });
        });
        const string Prompt = "What is the weather in Oslo?";
        var docs = new EntryOptions { Tags = ["docs"] };

        Assert.Equal(TimeSpan.FromDays(1), (await LifeAsync(off, Prompt, "Rain.")).Expiry.At - time.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(1), (await LifeAsync(some, Prompt, "Rain.", docs)).Expiry.At - time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(5), (await LifeAsync(some, Prompt, "Rain.")).Expiry.At - time.GetUtcNow());
    }

    [Fact]
    public async Task An_explanation_says_how_soon_both_change()
    {
        await using var cache = await Caches.BuildAsync();
        var explanation = await cache.ExplainAsync("Who is the CEO of Apple?", "What is Apple's stock price?", Token);

        Assert.Equal(Volatility.Recent, explanation.AskedVolatility.Volatility);
        Assert.Equal(Volatility.Momentary, explanation.StoredVolatility.Volatility);
    }

    private static async Task<EntryLife> LifeAsync(
        SemanticCache cache, string prompt, string answer, EntryOptions? options = null) =>
        (await cache.StoreAsync(prompt, answer, options, Token)).Life!;
}
