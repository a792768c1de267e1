namespace Likewise.Server;

/// <summary>The model behind the cache: anything that speaks OpenAI's chat completions.</summary>
public sealed class UpstreamSettings
{
    /// <summary>Where it is: with a path (<c>https://host/v1</c>) or without, as <c>/v1</c> is then assumed.</summary>
    /// <value>An http or https address; default: null, the built-in demo upstream.</value>
    public string? BaseUrl { get; set; }

    /// <summary>The key that pays for every request.</summary>
    /// <value>Default: null: each caller's own Authorization header is passed on, and makes the caller a tenant.</value>
    public string? ApiKey { get; set; }

    /// <summary>The model asked for a prompt that names none.</summary>
    /// <value>Default <c>gpt-4o-mini</c>.</value>
    public string Model { get; set; } = "gpt-4o-mini";

    /// <summary>How long an answer may take to be read whole; of a streamed one, each piece.</summary>
    /// <value>Positive; default 100 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The largest answer read, and of a streamed one the largest event; a larger one is answered with 502.</summary>
    /// <value>Bytes, at least 1,024; default 16 MiB.</value>
    public long AnswerBytesMax { get; set; } = 16L << 20;

    /// <summary>The largest streamed answer; one that becomes larger is broken off.</summary>
    /// <value>Bytes, at least 1,024; default 64 MiB.</value>
    public long StreamBytesMax { get; set; } = 64L << 20;
}
