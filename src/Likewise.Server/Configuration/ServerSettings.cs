namespace Likewise.Server;

/// <summary>How the server listens.</summary>
public sealed partial class ServerSettings
{
    /// <summary>The address to listen on.</summary>
    /// <value>An http address without a path; default <c>http://127.0.0.1:7411</c>. Port 0 takes a free one.</value>
    public string Url { get; set; } = "http://127.0.0.1:7411";

    /// <summary>The largest request body read; a larger one is answered with 413.</summary>
    /// <value>Bytes, at least 1,024; default 16 MiB.</value>
    public long BodyBytesMax { get; set; } = 16L << 20;

    /// <summary>The longest text of one message of a chat request; a longer one is answered with 400.</summary>
    /// <value>UTF-16 characters, at least 1; default 8 Mi, more than the models of 2026 read.</value>
    public int TextCharsMax { get; set; } = 8 << 20;

    /// <summary>How deep JSON of a request or an answer may nest.</summary>
    /// <value>8 to 1,024; default 64.</value>
    public int JsonDepthMax { get; set; } = 64;

    /// <summary>The largest file of entries that is taken in; it is read line by line.</summary>
    /// <value>Bytes, at least 1,024; default 1 GiB.</value>
    public long ImportBytesMax { get; set; } = 1L << 30;

    /// <summary>Other products' APIs that the server answers to, beside its own.</summary>
    /// <value>Default: null, none.</value>
    public IReadOnlyList<CompatibleApi>? Compatibility { get; set; }

    /// <summary>Other products' ways to speak to and of a cache that callers may use, beside this server's own headers.</summary>
    /// <value>Default: null, none.</value>
    public IReadOnlyList<DialectKind>? Dialects { get; set; }

    /// <summary>What usage an answer of the cache reports to its caller.</summary>
    /// <value>Default <see cref="HitUsage.Original"/>.</value>
    public HitUsage HitUsage { get; set; }

    /// <summary>Whether vectors of the upstreams' models are cached. They share the cache's limits with the answers.</summary>
    /// <value>Default true.</value>
    public bool CacheEmbeddings { get; set; } = true;

    /// <summary>
    /// How much is held of answers that the cache gave in the protocol of responses, for callers that go on from one by its name.
    /// The oldest go first.
    /// </summary>
    /// <value>Bytes, at least 0; default 64 MiB.</value>
    public long ResponsesBytesMax { get; set; } = 64L << 20;
}
