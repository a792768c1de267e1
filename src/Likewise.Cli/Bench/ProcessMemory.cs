using System.Globalization;

namespace Likewise.Cli;

/// <summary>What this process takes of the machine's memory, garbage and files read through the page cache left out.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";
    private const string Anonymous = "RssAnon:";

    /// <summary>
    /// Resident bytes. On Linux only pages that no file stands behind, so that code loaded meanwhile does not count; elsewhere
    /// the whole working set.
    /// </summary>
    public static long Measure()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Anonymous, StringComparison.Ordinal))
            : null;
        if (line is null)
            return Environment.WorkingSet;

        var kibibytes = line[Anonymous.Length..].Replace("kB", "", StringComparison.Ordinal);
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) << 10;
    }
}
