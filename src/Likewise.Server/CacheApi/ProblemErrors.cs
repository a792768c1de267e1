using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Errors as RFC 9457 problems: the shape of this server's own addresses.</summary>
internal sealed class ProblemErrors : ErrorShape
{
    public static ProblemErrors Shape { get; } = new();

    public override string ContentType => "application/problem+json";

    public override byte[] Write(int status, ChatError error) => CacheReply.Write(ProblemShown.Of(status, error));
}
