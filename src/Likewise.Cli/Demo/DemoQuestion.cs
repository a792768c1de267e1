namespace Likewise.Cli;

/// <summary>One question of the demo.</summary>
/// <param name="Meaning">What it asks: two questions may share an answer exactly when this is equal.</param>
/// <param name="Text">How it asks.</param>
internal sealed record DemoQuestion(string Meaning, string Text);
