using System.Diagnostics;
using System.Globalization;
using Likewise.Sqlite;

namespace Likewise.Tests.Sqlite;

/// <summary>A process that writes to a store, or to something else, until it is killed, and says what it does.</summary>
internal sealed class CrashProcess : IDisposable
{
    private readonly Process _process;

    private CrashProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static CrashProcess Start(string storePath, StoreDurability durability, int firstVersion, int seed) => Start(
        storePath, durability.ToString(), firstVersion.ToString(CultureInfo.InvariantCulture),
        seed.ToString(CultureInfo.InvariantCulture));

    public static CrashProcess Start(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Likewise.Crash.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new CrashProcess(Process.Start(start) ?? throw new InvalidOperationException("The process did not start."));
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>The next line it says; null after its end.</summary>
    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Waits for a line.</summary>
    public async Task ReadUntilAsync(string line, CancellationToken cancellationToken)
    {
        while (await ReadLineAsync(cancellationToken) is { } said)
        {
            if (said == line)
                return;
        }

        await FailAsync(cancellationToken);
    }

    /// <summary>Kills it after so many lines, and hears it to its end: what it says until then it has done.</summary>
    /// <param name="lines">After how many.</param>
    /// <param name="note">Takes a line; whether it acknowledges something.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="beforeKill">Picks the moment after the last line.</param>
    /// <returns>How many lines acknowledged something.</returns>
    public async Task<int> KillAfterAsync(
        int lines, Func<string, bool> note, CancellationToken cancellationToken, Action? beforeKill = null)
    {
        var (line, acknowledged) = (1, 0);
        for (; await ReadLineAsync(cancellationToken) is { } said; line++)
        {
            acknowledged += note(said) ? 1 : 0;
            if (line != lines)
                continue;

            beforeKill?.Invoke();
            await KillAsync(cancellationToken);
        }

        if (line < lines)
            await FailAsync(cancellationToken);
        return acknowledged;
    }

    /// <summary>Fails the test with what the process said of its own end.</summary>
    public async Task FailAsync(CancellationToken cancellationToken) =>
        Assert.Fail($"The process ended by itself: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");

    /// <summary>SIGKILL, which a process cannot see coming.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
