namespace Likewise.Server;

/// <summary>An answer for a caller who wants it while it comes.</summary>
/// <param name="Answer">The answer, there or coming. To be disposed of.</param>
/// <param name="Headers">The upstream's headers, where it was asked for this very request.</param>
/// <param name="Own">The upstream's reply to this very request where it did not stream; to be passed on as it came.</param>
internal sealed record CachedStream(
    AnswerStream Answer, IReadOnlyList<KeyValuePair<string, string[]>> Headers, UpstreamReply? Own);
