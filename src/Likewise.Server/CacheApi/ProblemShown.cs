using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>A problem of RFC 9457.</summary>
/// <param name="Type">Which kind of problem; the page of the API's documents explains each.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong with this request, and what to do.</param>
/// <param name="Field">The field at fault; absent where none is.</param>
/// <param name="Code">A name for programs; absent where the type says all.</param>
internal sealed record ProblemShown(string Type, string Title, int Status, string Detail, string? Field, string? Code)
{
    private const string TypePrefix = "/problems/";

    public static ProblemShown Of(int status, ChatError error)
    {
        var (name, title) = NameOf(status);
        return new ProblemShown(TypePrefix + name, title, status, error.Message, error.Param, error.Code);
    }

    /// <summary>Of one item among others.</summary>
    public static ProblemShown Of(Exception fault) => fault is HttpFault known
        ? Of(known.Status, new ChatError(known.Message, "", known.Param, known.Code))
        : Of(400, new ChatError(fault.Message, "", (fault as ProtocolException)?.Param, null));

    private static (string Name, string Title) NameOf(int status) => status switch
    {
        400 => ("invalid-request", "The request is not one that this address takes"),
        401 => ("unauthenticated", "Nobody known asks"),
        403 => ("forbidden", "Not for this caller"),
        404 => ("not-found", "Not here"),
        405 => ("method-not-allowed", "Not a method of this address"),
        413 => ("too-large", "Too large"),
        415 => ("unsupported-media-type", "Not a media type of this address"),
        422 => ("not-stored", "The answer is not one that is stored"),
        429 => ("too-many-requests", "Too many requests"),
        503 => ("unavailable", "Not now"),
        _ => ("failed", "The server failed"),
    };
}
