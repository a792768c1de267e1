namespace Likewise.Tests.Decisions;

public sealed class WordReaderTests
{
    [Theory]
    [InlineData("What's the capital of France?", "What's|What's|the|capital|of|France")]
    [InlineData("I don't know; they've gone.", "I|don't|don't|know|they|they've|gone")]
    [InlineData("my mother's 10km run, 5-10 pm", "my|mother|10|km|run|5|10|pm")]
    [InlineData("C++ or C#? 50% of $3.50", "C++|or|C#|50|%|of|$|3.50")]
    [InlineData("the U.S. economy", "the|U.S.|economy")]
    [InlineData("l'eau qu'il boit", "l|eau|qu|il|boit")]
    [InlineData("see https://a.example/x?y=1, foo_bar() and --help.", "see|https://a.example/x|y|=|1|foo_bar|and|--help")]
    [InlineData("東京は", "東|京|は")]
    [InlineData(" \n\t", "")]
    public void A_prompt_is_cut_into_words(string prompt, string expected) =>
        Assert.Equal(expected, string.Join('|', Texts(PromptFeatures.Of(prompt))));

    [Theory]
    [InlineData("isn't", "is not")]
    [InlineData("won’t", "will not")]
    [InlineData("we've", "we have")]
    [InlineData("dont", "do not")]
    [InlineData("cities", "city")]
    [InlineData("running", "run")]
    [InlineData("making", "made")]
    [InlineData("went", "goes")]
    [InlineData("used", "using")]
    [InlineData("tried", "tries")]
    [InlineData("café", "cafes")]
    public void Forms_of_a_word_meet(string one, string other) => Assert.Equal(Stems(one), Stems(other));

    [Theory]
    [InlineData("buses", "busy")]
    [InlineData("string", "strong")]
    [InlineData("use", "us")]
    [InlineData("bed", "be")]
    public void Other_words_do_not(string one, string other) => Assert.NotEqual(Stems(one), Stems(other));

    [Fact]
    public void Traits_tell_names_from_sentence_starts_and_quotations()
    {
        var words = PromptFeatures.Of("Is Paris big? Where is NASA? Say \"good bye\" now. It isn't.").Words;
        string With(WordTraits trait, ReadOnlySpan<Word> all)
        {
            var found = new List<string>();
            foreach (var word in all)
            {
                if (word.Is(trait))
                    found.Add(word.Span.Of("Is Paris big? Where is NASA? Say \"good bye\" now. It isn't.").ToString());
            }

            return string.Join(' ', found);
        }

        Assert.Equal("Is Where Say It", With(WordTraits.SentenceStart, words));
        Assert.Equal("NASA", With(WordTraits.AllCaps, words));
        Assert.Equal("good bye", With(WordTraits.Quoted, words));
        Assert.Equal("Where", With(WordTraits.QuestionWord, words));
    }

    [Theory]
    [InlineData("How do I get to the airport?", "English")]
    [InlineData("Wie komme ich zum Flughafen?", "German")]
    [InlineData("Comment aller à l'aéroport ?", "French")]
    [InlineData("¿Cómo llego al aeropuerto?", "Spanish")]
    [InlineData("Como chego ao aeroporto?", "Portuguese")]
    [InlineData("Dove si trova l'aeroporto?", "Italian")]
    [InlineData("как доехать до аэропорта", "Unknown")]
    public void Small_words_tell_the_language(string prompt, string expected) =>
        Assert.Equal(expected, PromptFeatures.Of(prompt).Language.ToString());

    [Fact]
    public void Of_a_very_long_prompt_the_beginning_and_the_end_are_kept()
    {
        var prompt = string.Join(' ', Enumerable.Range(0, 5000).Select(number => $"w{number}"));
        var words = PromptFeatures.Of(prompt).Words;

        Assert.Equal(PromptFeatures.WordsMax, words.Length);
        Assert.Equal(("w0", "w4999"), (words[0].Span.Of(prompt).ToString(), words[^1].Span.Of(prompt).ToString()));
    }

    [Fact]
    public void Reading_allocates_its_result_and_nothing_else()
    {
        const string Prompt = "How do I cook 10 eggs in Paris, isn't it?";
        PromptFeatures.Of(Prompt);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var features = PromptFeatures.Of(Prompt);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(features.Words.ToArray());
        GC.KeepAlive(features.Marks.ToArray());
        GC.KeepAlive(features.Content.ToArray());
        var arrays = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(bytes - arrays, 1, 64); // The features themselves.
    }

    private static List<string> Texts(PromptFeatures features)
    {
        var texts = new List<string>();
        foreach (var word in features.Words)
            texts.Add(word.Span.Of(features.Prompt).ToString());
        return texts;
    }

    private static List<uint> Stems(string prompt)
    {
        var stems = new List<uint>();
        foreach (var word in PromptFeatures.Of(prompt).Words)
            stems.Add(word.Stem);
        return stems;
    }
}
