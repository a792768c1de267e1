namespace Likewise.Cli;

/// <summary>What every verb is built on.</summary>
/// <param name="Terminal">The process around it.</param>
/// <param name="Shared">The options that it shares with the others.</param>
internal sealed record Frame(Terminal Terminal, SharedOptions Shared);
