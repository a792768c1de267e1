using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Errors as GPTCache's server has them.</summary>
internal sealed class GptCacheErrors : ErrorShape
{
    public static GptCacheErrors Shape { get; } = new();

    public override string ContentType => "application/json";

    public override byte[] Write(int status, ChatError error) => CacheReply.Write(new GptCacheProblem(error.Message));
}

/// <summary>An error of GPTCache's server.</summary>
internal sealed record GptCacheProblem(string Detail);
