using System.Diagnostics;

namespace Likewise.Tests.Cli;

/// <summary>The real executable in a process of its own, for what only a process can show: signals and pipes.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process _process;

    private CliProcess(Process process) => _process = process;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    public bool HasEnded => _process.HasExited;

    public StreamReader Error => _process.StandardError;

    /// <summary>Where the build put the executable: beside the tests' own folder.</summary>
    private static string Executable
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var name = OperatingSystem.IsWindows() ? "likewise.exe" : "likewise";
            return Path.Combine(here.Parent!.Parent!.FullName, "Likewise.Cli", here.Name, name);
        }
    }

    public static CliProcess Start(string workingDirectory, params string[] args) =>
        Start(new ProcessStartInfo(Executable, args), workingDirectory);

    /// <summary>Starts it with a limit on how far it may write into any file, as a disk that is full.</summary>
    public static CliProcess StartLimited(string workingDirectory, int fileKiB, params string[] args)
    {
        // Ignored, the signal of the limit becomes an error of the write, which is what a full disk is.
        string[] shell = ["-c", $"trap '' XFSZ; ulimit -f {fileKiB}; exec \"$0\" \"$@\"", Executable, .. args];
        var start = new ProcessStartInfo("bash", shell);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // The runtime's own memory would count as a large file.
        return Start(start, workingDirectory);
    }

    /// <summary>The same, with a disk that is full as its standard output.</summary>
    public static CliProcess StartOnFullDisk(string workingDirectory, params string[] args) =>
        Start(new ProcessStartInfo("bash", ["-c", "exec \"$0\" \"$@\" > /dev/full", Executable, .. args]), workingDirectory);

    /// <summary>Waits for its end.</summary>
    /// <param name="closesInput">Whether it is told that no more input comes.</param>
    public async Task<Run> EndAsync(bool closesInput = true)
    {
        var token = TestContext.Current.CancellationToken;
        if (closesInput)
            Input.Close();
        var (output, error) = (Output.ReadToEndAsync(token), Error.ReadToEndAsync(token));
        await _process.WaitForExitAsync(token);
        return new Run(_process.ExitCode, await output, await error);
    }

    /// <summary>What Ctrl-C or a service manager sends.</summary>
    /// <param name="name">INT or TERM.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static CliProcess Start(ProcessStartInfo start, string workingDirectory)
    {
        start.WorkingDirectory = workingDirectory;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return new CliProcess(Process.Start(start)!);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
