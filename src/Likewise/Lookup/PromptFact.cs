namespace Likewise;

/// <summary>What is read of one kind from two prompts, side by side.</summary>
/// <param name="Kind">
/// The kind of fact in lower case: <c>number</c>, <c>date</c>, <c>name</c> …; <c>word</c>: words that the other has not.
/// </param>
/// <param name="Asked">The words of the prompt asked that say it, each once, in their order.</param>
/// <param name="Stored">The words of the prompt answered before, likewise.</param>
public sealed record PromptFact(string Kind, IReadOnlyList<string> Asked, IReadOnlyList<string> Stored);
