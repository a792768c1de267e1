using Likewise.Server;

namespace Likewise.Cli;

/// <summary>A file of prompts, with what is noted beside it for a run that goes on.</summary>
internal sealed class WarmFile : IDisposable
{
    private WarmFile(string path, FileStream stream, bool isResumed)
    {
        (Stream, Journal) = (stream, new LoadJournal(path));
        From = isResumed ? Journal.Read() : default;
        if (From.Bytes > stream.Length)
            throw new CommandException(ExitCode.Usage, $"'{path}' is shorter than what was read of it: leave --resume out.");
        stream.Position = From.Bytes;
        Journal.Begin(From);
    }

    public FileStream Stream { get; }

    public LoadJournal Journal { get; }

    public LoadPosition From { get; }

    public WarmRun? Run { get; set; }

    public static WarmFile Open(string path, bool isResumed)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new CommandException(ExitCode.Usage, $"'{full}' is not there.");
        return new WarmFile(full, new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read), isResumed);
    }

    /// <summary>Notes that all up to a prompt is dealt with.</summary>
    public void Done(WarmPrompt prompt, bool isDryRun, ProgressLine line)
    {
        var tally = Run?.Tally ?? new WarmTally();
        var failed = tally.Failed + tally.NotStored + tally.Refused;
        if (!isDryRun)
            Journal.Write(new LoadPosition(prompt.Bytes, prompt.Line, From.Stored + tally.Stored, From.Failed + failed));
        line.Report(tally, prompt.Bytes, Stream.Length);
    }

    /// <summary>All is dealt with, unless the budget ended it.</summary>
    /// <returns>The file that names each prompt of which nothing came; null where there is none.</returns>
    public string? End(bool isDryRun)
    {
        if (!isDryRun && Run is { Tally.IsOverBudget: false })
            Journal.End();
        return File.Exists(Journal.FaultsPath) ? Journal.FaultsPath : null;
    }

    public void Dispose() => Stream.Dispose();
}
