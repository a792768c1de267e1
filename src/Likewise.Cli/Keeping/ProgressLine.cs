using System.Globalization;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>Says on a terminal, in one line, how far something long has come; elsewhere nothing.</summary>
internal sealed class ProgressLine(Terminal terminal, string what) : IProgress<BackupProgress>, IProgress<StoreProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _isLive = terminal.Notices.Profile.Capabilities.Interactive;
    private readonly long _startedAt = terminal.Time.GetTimestamp();
    private long _saidAt;

    public void Report(BackupProgress value) =>
        Say(value.Done, value.Total, $"{AmountText.Size(value.Done)} of {AmountText.Size(value.Total)}");

    public void Report(StoreProgress value) => Say(
        value.Done, value.Total, string.Create(CultureInfo.InvariantCulture, $"{value.Done:N0} of {value.Total:N0}"));

    /// <summary>How far a load is, how fast, and how much of its file is left.</summary>
    public void Report(LoadPosition value, long bytes)
    {
        var rate = value.Lines / Math.Max(terminal.Time.GetElapsedTime(_startedAt).TotalSeconds, 0.001);
        Say(value.Bytes, bytes, string.Create(
            CultureInfo.InvariantCulture, $"{value.Stored:N0} stored, {value.Failed:N0} not, {rate:N0} lines a second"));
    }

    /// <summary>How far a warming is.</summary>
    public void Report(WarmTally value, long done, long total) => Say(done, total, string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Stored + value.Due:N0} asked, {value.Known:N0} known, {value.Failed:N0} failed, "
            + $"{value.Usage.TotalTokens:N0} tokens"));

    private void Say(long done, long total, string amount)
    {
        var isEnd = done >= total;
        if (!_isLive || (!isEnd && terminal.Time.GetElapsedTime(_saidAt) < Interval))
            return;

        _saidAt = terminal.Time.GetTimestamp();
        var spent = terminal.Time.GetElapsedTime(_startedAt);
        var left = done > 0 && !isEnd ? $", {ResultText.Duration(spent * ((double)(total - done) / done))} left" : "";
        terminal.Error.Write($"\r{what}: {amount}{left}\u001b[K{(isEnd ? "\n" : "")}");
    }
}
