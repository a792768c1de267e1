namespace Likewise.Encoder;

/// <summary>How patient a pull is, and how much it takes.</summary>
public sealed class PullOptions
{
    /// <summary>
    /// How often a file is tried before the pull gives up; each try goes on where the last one ended. At least 1.
    /// </summary>
    /// <value>5.</value>
    public int Attempts { get; set; } = 5;

    /// <summary>The pause after the first failed try; each later one is twice the one before. At least zero.</summary>
    /// <value>One second.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection may take, and how long no byte may come. Above zero.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long npm may take altogether. Above zero.</summary>
    /// <value>10 minutes.</value>
    public TimeSpan NpmTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The npm client: a name that the search path finds, or a path.</summary>
    /// <value><c>npm</c>; <c>npm.cmd</c> on Windows.</value>
    public string NpmCommand { get; set; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>The longest file that is taken, in bytes. At least 1.</summary>
    /// <value>4 GiB.</value>
    public long MaxFileBytes { get; set; } = 4L << 30;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(NpmTimeout, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrEmpty(NpmCommand);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFileBytes, 1);
    }
}
