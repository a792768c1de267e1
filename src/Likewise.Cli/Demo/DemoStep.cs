namespace Likewise.Cli;

/// <summary>One question of the demo, answered.</summary>
internal sealed record DemoStep(DemoQuestion Question, DemoOutcome Outcome, LookupResult Lookup);
