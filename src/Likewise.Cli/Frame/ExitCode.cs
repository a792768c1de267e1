namespace Likewise.Cli;

/// <summary>What the process says to the script that started it; see docs/guides/cli.md. A number keeps its meaning.</summary>
internal static class ExitCode
{
    /// <summary>Done; for a question: yes.</summary>
    public const int Ok = 0;

    /// <summary>For a question: no. A miss, no such entry, an answer that was not stored.</summary>
    public const int No = 1;

    /// <summary>The command line or its input is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A setting is wrong, or its file cannot be read.</summary>
    public const int Configuration = 3;

    /// <summary>The model is missing, broken or not the expected one.</summary>
    public const int Model = 4;

    /// <summary>The store is in use by another process, corrupt, of a newer version, of another embedder, or it failed.</summary>
    public const int Store = 5;

    /// <summary>The upstream failed, an embedder's service, or a download.</summary>
    public const int Upstream = 6;

    /// <summary>A disk is full: a file or standard output was not written, or not to its end.</summary>
    public const int Full = 7;

    /// <summary>Something that Likewise did not foresee: a fault of ours.</summary>
    public const int Unforeseen = 70;

    /// <summary>Stopped by Ctrl-C or SIGTERM before the end.</summary>
    public const int Cancelled = 130;
}
