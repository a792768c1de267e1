namespace Likewise.Evaluation;

/// <summary>A prompt, and which prompts may share its answer.</summary>
/// <param name="Group">Prompts of one group may share an answer; those of two groups may not, as far as the data knows.</param>
/// <param name="Text">The prompt.</param>
public readonly record struct LabelledPrompt(string Group, string Text)
{
    /// <summary>The part of the cache that it is asked in; prompts of two parts never share an answer.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string Namespace { get; init; } = "default";
}
