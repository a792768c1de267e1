namespace Likewise.Server;

/// <summary>A language model that judges. By default there is none, and by default it is never on the way of a request.</summary>
public sealed class JudgeSettings
{
    /// <summary>What it is asked.</summary>
    /// <value>Default: nothing.</value>
    public JudgeUse Use { get; set; }

    /// <summary>The model: a small one that follows instructions and answers without thinking aloud.</summary>
    /// <value>Default: null, that of <see cref="UpstreamSettings.Model"/>.</value>
    public string? Model { get; set; }

    /// <summary>The service, by OpenAI's chat protocol.</summary>
    /// <value>Default: null, the upstream's.</value>
    public string? BaseUrl { get; set; }

    /// <summary>The key that pays for it.</summary>
    /// <value>Default: null, the upstream's where it is the upstream's service, otherwise none.</value>
    public string? ApiKey { get; set; }

    /// <summary>How long it may take.</summary>
    /// <value>Default 10 seconds. A candidate waits no longer than <see cref="SemanticCacheOptions.VerifyTimeout"/>.</value>
    public TimeSpan Timeout { get; set; } = new JudgeOptions().Timeout;

    /// <summary>The longest text that it is shown.</summary>
    /// <value>UTF-16 characters; default 8,000.</value>
    public int TextCharsMax { get; set; } = new JudgeOptions().TextCharsMax;

    /// <summary>The most tokens of its answer.</summary>
    /// <value>Default 16.</value>
    public int ReplyTokensMax { get; set; } = new JudgeOptions().ReplyTokensMax;

    /// <summary>How many questions are under way at once.</summary>
    /// <value>Default 4.</value>
    public int CallsMax { get; set; } = new JudgeOptions().CallsMax;

    /// <summary>How many questions are asked in a minute.</summary>
    /// <value>Default 600.</value>
    public int CallsPerMinuteMax { get; set; } = new JudgeOptions().CallsPerMinuteMax;

    /// <summary>How many verdicts are remembered.</summary>
    /// <value>Default 10,000.</value>
    public int VerdictsMax { get; set; } = new JudgeOptions().VerdictsMax;

    internal bool Audits => Use is JudgeUse.Audit or JudgeUse.Both;

    internal bool Verifies => Use is JudgeUse.Verify or JudgeUse.Both;

    internal JudgeOptions Options => new()
    {
        Timeout = Timeout, TextCharsMax = TextCharsMax, ReplyTokensMax = ReplyTokensMax, CallsMax = CallsMax,
        CallsPerMinuteMax = CallsPerMinuteMax, VerdictsMax = VerdictsMax,
    };
}
