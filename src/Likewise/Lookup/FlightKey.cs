namespace Likewise;

/// <summary>
/// What requests must share to wait for one call: the same words in the same scope, and the same wishes, so that nobody is given
/// a hit that they would have refused.
/// </summary>
internal readonly record struct FlightKey(ExactKey Key, RequestDirectives Directives)
{
    /// <summary>Who asks, where that decides who may be given an answer; otherwise 0.</summary>
    public ulong Principal { get; init; }

    public static FlightKey Of(in NormalizedRequest request) =>
        new(request.Key, request.Request.Directives) { Principal = request.Viewer.Principal };
}
