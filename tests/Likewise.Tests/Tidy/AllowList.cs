namespace Likewise.Tests.Tidy;

/// <summary>Files that may break one rule, each with its reason: <c>rule path reason…</c>, one a line.</summary>
internal sealed class AllowList
{
    public const string File = "tests/Likewise.Tests/Tidy/allowed.txt";

    private readonly List<(string Rule, string Path)> _lines = [];

    public static AllowList Load() => Parse(Repository.Read(File));

    public static AllowList Parse(string text)
    {
        var list = new AllowList();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('#'))
                continue;
            var words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            Assert.True(words.Length == 3, $"{File}: expected a rule, a path and a reason: {line}");
            list._lines.Add((words[0], words[1]));
        }

        return list;
    }

    public bool Allows(Breach breach) => _lines.Contains((breach.Rule, breach.Path));

    /// <summary>Lines that no breach needs any longer.</summary>
    public IEnumerable<(string Rule, string Path)> Unused(IReadOnlyCollection<Breach> breaches) =>
        _lines.Where(line => !breaches.Any(breach => (breach.Rule, breach.Path) == line));
}
