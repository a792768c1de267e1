using System.IO.Compression;
using System.Text.Json;

namespace Likewise.Tests.Encoder;

/// <summary>
/// References that other implementations computed, and texts that people wrote, kept outside the repository. LIKEWISE_REFERENCES
/// names the references' directory; otherwise it is looked for as shared/models beside the repository or above it, the texts in
/// datasets beside it. Tests that need one skip without it, and say so.
/// </summary>
internal static class SharedReferences
{
    public static JsonDocument Open(string name) => JsonDocument.Parse(File.ReadAllBytes(Find(name)));

    /// <summary>
    /// Every text of a dataset: the cells of a table below its header, the texts of each object in a file of JSON lines.
    /// </summary>
    public static IEnumerable<string> ReadTexts(string name)
    {
        using var reader = new StreamReader(OpenStream(Find(Path.Combine("..", "datasets", name))));
        var isTable = !name.EndsWith(".jsonl", StringComparison.Ordinal);
        if (isTable) reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            foreach (var text in isTable ? line.Split('\t') : TextsOf(line))
                yield return text;
        }
    }

    private static string[] TextsOf(string json)
    {
        using var line = JsonDocument.Parse(json);
        return [.. line.RootElement.EnumerateObject().Select(property => property.Value.ToString())];
    }

    private static Stream OpenStream(string path) => path.EndsWith(".gz", StringComparison.Ordinal)
        ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress)
        : File.OpenRead(path);

    private static string Find(string name)
    {
        var path = Places().Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not here: set LIKEWISE_REFERENCES to the directory that holds it.");
        return path!;
    }

    private static IEnumerable<string> Places()
    {
        if (Environment.GetEnvironmentVariable("LIKEWISE_REFERENCES") is { Length: > 0 } named) yield return named;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            yield return Path.Combine(at.FullName, "shared", "models");
    }
}
