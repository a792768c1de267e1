namespace Likewise;

/// <summary>A guard that a log knows of.</summary>
/// <param name="Kind">Its bit in <see cref="LoggedCandidate.Objections"/>.</param>
/// <param name="Name">Its name in verdicts.</param>
public readonly record struct LoggedGuard(Guards Kind, string Name);
