namespace Likewise;

/// <summary>The limits of a <see cref="Judge"/>.</summary>
public sealed record JudgeOptions
{
    /// <summary>How long the model may take. A verdict that comes too late for its caller is remembered all the same.</summary>
    /// <value>Positive, at most a day; default 10 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest text that is shown to the model; what is longer is not judged.</summary>
    /// <value>UTF-16 characters, at least 1; default 8,000.</value>
    public int TextCharsMax { get; init; } = 8_000;

    /// <summary>The most tokens of an answer, of which one word is wanted.</summary>
    /// <value>At least 1; default 16.</value>
    public int ReplyTokensMax { get; init; } = 16;

    /// <summary>How many questions are under way at once; one more is not asked.</summary>
    /// <value>At least 1; default 4.</value>
    public int CallsMax { get; init; } = 4;

    /// <summary>How many questions are asked in a minute; one more is not asked.</summary>
    /// <value>At least 1; default 600.</value>
    public int CallsPerMinuteMax { get; init; } = 600;

    /// <summary>How many verdicts are remembered, so that the same texts are judged once; the oldest leave.</summary>
    /// <value>Not negative; default 10,000 (about 1 MB); 0: none.</value>
    public int VerdictsMax { get; init; } = 10_000;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Check()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
            throw new ArgumentException($"Timeout is {Timeout}: it must be positive, and at most a day.");
        foreach (var (name, value, least) in new[]
        {
            (nameof(TextCharsMax), TextCharsMax, 1), (nameof(ReplyTokensMax), ReplyTokensMax, 1), (nameof(CallsMax), CallsMax, 1),
            (nameof(CallsPerMinuteMax), CallsPerMinuteMax, 1), (nameof(VerdictsMax), VerdictsMax, 0),
        })
        {
            if (value < least)
                throw new ArgumentException($"{name} is {value}: it must be at least {least}.");
        }
    }
}
