using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Errors as LangCache's clients know them.</summary>
internal sealed class LangCacheErrors : ErrorShape
{
    public const string NoEntry = "no_entry";

    private const string TypePrefix = "/errors/";

    public static LangCacheErrors Shape { get; } = new();

    public override string ContentType => "application/json";

    public override byte[] Write(int status, ChatError error)
    {
        var (type, title) = NameOf(status, error.Code);
        return CacheReply.Write(new LangCacheProblem(title, status, error.Message, TypePrefix + type));
    }

    private static (string Type, string Title) NameOf(int status, string? code) => status switch
    {
        401 => ("authentication-failed", "Authentication failed"),
        403 => ("insufficient-permissions", "Insufficient permissions"),
        404 => (code == NoEntry ? "entry/not-found" : "resource/not-found", "Not found"),
        413 => ("payload-too-large", "Payload too large"),
        424 => ("dependency", "A dependency failed"),
        429 => ("too-many-requests", "Too many requests"),
        < 500 => ("invalid-data", "Invalid data"),
        _ => ("unexpected", "Unexpected error"),
    };
}

/// <summary>An error of LangCache's.</summary>
internal sealed record LangCacheProblem(string Title, int Status, string Detail, string Type);
