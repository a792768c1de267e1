namespace Likewise;

/// <summary>For which prompts an embedder is used. All that a rule names must hold; one that names nothing always does.</summary>
public sealed record EmbedderRule
{
    /// <summary>The part of the cache that the request is for.</summary>
    /// <value>A namespace, or its beginning followed by <c>*</c>; default: null, any.</value>
    public string? Namespace { get; init; }

    /// <summary>The language of the prompt, as <see cref="PromptLanguage.Of"/> tells it.</summary>
    /// <value>ISO 639-1, such as <c>de</c>, or <c>und</c> for prompts whose language cannot be told; default: null, any.</value>
    public string? Language { get; init; }

    /// <summary>The shortest prompt.</summary>
    /// <value>UTF-16 characters, not negative; default: 0.</value>
    public int CharsMin { get; init; }

    /// <summary>The longest prompt.</summary>
    /// <value>UTF-16 characters, at least <see cref="CharsMin"/>; default: any.</value>
    public int CharsMax { get; init; } = int.MaxValue;

    /// <returns>What is wrong with the rule, for people; null when nothing is.</returns>
    internal string? FaultOf()
    {
        if (CharsMin < 0 || CharsMax < CharsMin)
            return $"CharsMin is {CharsMin} and CharsMax {CharsMax}: from 0 up was expected, the smaller first";
        return Language is null || PromptLanguage.Known.Contains(Language)
            ? null
            : $"Language is '{Language}': the languages told apart are {string.Join(", ", PromptLanguage.Known.Order())}";
    }

    internal bool Matches(string @namespace, string prompt) =>
        prompt.Length >= CharsMin && prompt.Length <= CharsMax
        && (Namespace is null || NamePattern.Fits(Namespace, @namespace))
        && (Language is null || Language == PromptLanguage.Of(prompt));
}
