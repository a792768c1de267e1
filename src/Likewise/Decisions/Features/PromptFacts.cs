namespace Likewise;

/// <summary>Puts what two prompts say side by side, for people.</summary>
internal static class PromptFacts
{
    public static IReadOnlyList<PromptFact> Of(PromptFeatures asked, PromptFeatures stored)
    {
        var facts = new List<PromptFact>();
        Add(facts, "language", LanguageOf(asked), LanguageOf(stored));
        foreach (var kind in Enum.GetValues<MarkKind>().Except([MarkKind.Tongue]))
            Add(facts, kind.ToString().ToLowerInvariant(), SpansOf(asked, kind), SpansOf(stored, kind));

        Add(facts, "word", OwnWords(asked, stored), OwnWords(stored, asked));
        return facts;
    }

    private static void Add(List<PromptFact> facts, string kind, string[] asked, string[] stored)
    {
        if (asked.Length + stored.Length > 0)
            facts.Add(new PromptFact(kind, asked, stored));
    }

    private static string[] SpansOf(PromptFeatures prompt, MarkKind kind) =>
        [.. prompt.MarksOf(kind).ToArray().Select(mark => prompt.SpanOf(mark)).Distinct().OrderBy(span => span.Start)
            .Select(span => span.Of(prompt.Prompt).ToString())];

    private static string[] LanguageOf(PromptFeatures prompt) => [prompt.Language.ToString().ToLowerInvariant()];

    /// <summary>Words that say something and have no form in the other prompt.</summary>
    private static string[] OwnWords(PromptFeatures prompt, PromptFeatures other)
    {
        var stems = other.Words.ToArray().Select(word => word.Stem).ToHashSet();
        return [.. prompt.Words.ToArray()
            .Where(word => !word.Is(WordTraits.StopWord) && !stems.Contains(word.Stem))
            .Select(word => word.Span.Of(prompt.Prompt).ToString())
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
