namespace Likewise.Protocols;

/// <summary>An answer, read.</summary>
/// <param name="Response">The answer in no protocol's terms.</param>
/// <param name="Lost">
/// What of the answer <paramref name="Response"/> does not hold, as a path; null when it holds all that matters. An answer that
/// lost something is not to be stored: its replay would differ.
/// </param>
public sealed record WireAnswer(RecordedResponse Response, string? Lost);
