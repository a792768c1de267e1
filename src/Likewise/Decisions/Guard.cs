namespace Likewise;

/// <summary>
/// A rule that looks at two prompts that are close, and may say that one's answer is wrong for the other. It can only reject; one
/// that is unsure says nothing.
/// </summary>
/// <remarks>
/// Pure and fast: it runs inside every semantic lookup, on features made before, in a few microseconds and without allocating.
/// Both prompts may be long, so what it does grows with the words of both, not with their product.
/// </remarks>
internal abstract class Guard
{
    protected Guard(string name) => Name = name;

    /// <summary>The guard's name, as verdicts, metrics and options have it.</summary>
    public string Name { get; }

    /// <summary>What speaks against answering one prompt with the answer to the other; null: nothing that it knows of.</summary>
    public abstract Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored);
}
