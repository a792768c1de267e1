using System.Text.Json;

namespace Likewise.Tests.Encoder;

/// <summary>
/// References that other implementations computed, kept outside the repository. LIKEWISE_REFERENCES names their directory;
/// otherwise it is looked for as shared/models beside the repository or above it. Tests that need one skip without it, and say
/// so.
/// </summary>
internal static class SharedReferences
{
    public static JsonDocument Open(string name)
    {
        var path = Places().Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not here: set LIKEWISE_REFERENCES to the directory that holds it.");
        return JsonDocument.Parse(File.ReadAllBytes(path!));
    }

    private static IEnumerable<string> Places()
    {
        if (Environment.GetEnvironmentVariable("LIKEWISE_REFERENCES") is { Length: > 0 } named) yield return named;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            yield return Path.Combine(at.FullName, "shared", "models");
    }
}
