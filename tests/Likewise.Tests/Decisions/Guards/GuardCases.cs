namespace Likewise.Tests.Decisions;

/// <summary>Asks a guard about two prompts, both ways round.</summary>
internal static class GuardCases
{
    /// <summary>The guard objects, and points at these words; the other way round at the same.</summary>
    public static void Rejects(this Guard guard, string asked, string stored, string askedWords, string storedWords)
    {
        var (one, other) = (PromptFeatures.Of(asked), PromptFeatures.Of(stored));

        var objection = guard.ObjectionTo(one, other);
        Assert.True(objection is not null, $"{guard.Name} lets pass: {asked} / {stored}");
        Assert.Equal((askedWords, storedWords), (WordsOf(asked, objection.Value.Asked), WordsOf(stored, objection.Value.Stored)));

        var mirrored = guard.ObjectionTo(other, one);
        Assert.True(mirrored is not null, $"{guard.Name} lets pass: {stored} / {asked}");
        Assert.Equal((storedWords, askedWords), (WordsOf(stored, mirrored.Value.Asked), WordsOf(asked, mirrored.Value.Stored)));
    }

    public static void Passes(this Guard guard, string asked, string stored)
    {
        var (one, other) = (PromptFeatures.Of(asked), PromptFeatures.Of(stored));

        Assert.Equal("", guard.ObjectionTo(one, other)?.ToText(asked, stored) ?? "");
        Assert.Equal("", guard.ObjectionTo(other, one)?.ToText(stored, asked) ?? "");
    }

    private static string WordsOf(string prompt, TextSpan span) => span.Of(prompt).ToString();
}
