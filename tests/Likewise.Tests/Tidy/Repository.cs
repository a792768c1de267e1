namespace Likewise.Tests.Tidy;

/// <summary>The files that people wrote, as paths from the root with forward slashes, in order.</summary>
internal static class Repository
{
    private static readonly HashSet<string> FoldersPassedOver =
        ["artifacts", "bin", "obj", "node_modules", "likewise-data", "BenchmarkDotNet.Artifacts", "shared"];

    private static readonly HashSet<string> TextEndings =
    [
        ".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".sh", ".json", ".yaml", ".yml", ".txt", ".tsv", ".js", ".py",
        ".globalconfig", ".editorconfig", ".gitignore", ".gitattributes", "",
    ];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> TextFiles { get; } =
    [
        .. Walk(new DirectoryInfo(Root))
            .Where(path => TextEndings.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>C# files under any of these folders.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => TextFiles.Where(path =>
        path.EndsWith(".cs", StringComparison.Ordinal)
        && folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)));

    public static string FullPath(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(FullPath(path));

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
            yield return Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');

        // Folders of tools begin with a dot; the one that is ours is .ci.
        foreach (var inner in folder.EnumerateDirectories())
        {
            if (FoldersPassedOver.Contains(inner.Name) || (inner.Name.StartsWith('.') && inner.Name != ".ci"))
                continue;
            foreach (var path in Walk(inner))
                yield return path;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Likewise.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("These tests read the sources: run them from a build inside the repository.");
    }
}
