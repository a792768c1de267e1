namespace Likewise.Protocols;

/// <summary>How much of a body is read before it is refused.</summary>
public sealed record ProtocolLimits
{
    /// <summary>The defaults.</summary>
    public static ProtocolLimits Default { get; } = new();

    /// <summary>The largest body.</summary>
    /// <value>Bytes, at least 1; default 16 MiB.</value>
    public long BodyBytesMax { get; init; } = 16L << 20;

    /// <summary>The longest text of one message, pictures and files not counted.</summary>
    /// <value>UTF-16 characters, at least 1; default 8 Mi, more than the models of 2026 read.</value>
    public int TextCharsMax { get; init; } = 8 << 20;

    /// <summary>How deep its JSON may nest.</summary>
    /// <value>1 to 1,024; default 64.</value>
    public int DepthMax { get; init; } = 64;
}
