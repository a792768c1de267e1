namespace Likewise;

/// <summary>
/// Tells whether a prompt asks for, or an answer speaks of, what changes soon. English above all; of German, French, Spanish,
/// Portuguese and Italian the plainest words; of other languages nothing.
/// </summary>
/// <remarks>
/// Rules and tables, no model: a pure function of the text and the year. It errs on the side of lasting, and what it says
/// shortens lives, nothing else. How often it is right is in decision record 0060.
/// </remarks>
public static class PromptVolatility
{
    /// <summary>How soon the answer to a prompt changes.</summary>
    /// <param name="prompt">Any text.</param>
    /// <param name="year">The year it is: a prompt that names it, or one beside it, is about what is recent.</param>
    public static VolatilityFinding Of(string prompt, int year)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return VolatilityReader.OfPrompt(prompt, year);
    }

    /// <summary>Whether an answer itself says that it is true for a while only.</summary>
    /// <param name="answer">Any text; its first 2,048 and last 1,024 characters are looked at.</param>
    public static VolatilityFinding OfAnswer(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return VolatilityReader.OfAnswer(answer);
    }
}
