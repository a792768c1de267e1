using System.Globalization;

namespace Likewise.Cli;

/// <summary>Says how far reading the store at start has come: on a terminal in one line, elsewhere at the end.</summary>
/// <param name="terminal">Where.</param>
/// <param name="isBeside">Whether others write there meanwhile: then it is said at the end.</param>
internal sealed class FillLine(Terminal terminal, bool isBeside) : IProgress<FillProgress>
{
    /// <summary>A smaller store is read before anybody could wonder.</summary>
    private const long EntriesWorthALine = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _isLive = !isBeside && terminal.Notices.Profile.Capabilities.Interactive;
    private long _saidAt;
    private bool _hasEnded;

    public void Report(FillProgress value)
    {
        var isEnd = value.Done == value.Total;
        if (_hasEnded || value.Total < EntriesWorthALine)
            return;
        if (!isEnd && (!_isLive || terminal.Time.GetElapsedTime(_saidAt) < Interval))
            return;

        _hasEnded = isEnd;
        _saidAt = terminal.Time.GetTimestamp();
        var line = string.Create(CultureInfo.InvariantCulture, $"reading the store: {value.Done:N0} of {value.Total:N0} entries");
        terminal.Error.Write(_isLive ? $"\r{line}{(isEnd ? "\n" : "")}" : line + "\n");
    }
}
