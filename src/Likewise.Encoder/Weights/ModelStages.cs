using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>Reads modules.json: the stages that a sentence-transformers model runs through.</summary>
internal static class ModelStages
{
    /// <summary>
    /// The stages' types without their namespaces, in order: <c>Transformer</c>, <c>Pooling</c>, <c>Normalize</c>.
    /// </summary>
    public static string[] Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. document.RootElement.EnumerateArray().Select(stage => LastPart(stage.GetProperty("type").GetString()))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            throw new ModelException(
                path, $"is not a list of stages ({fault.Message}). Fetch it again: likewise model pull.", fault);
        }
    }

    private static string LastPart(string? type) => type?[(type.LastIndexOf('.') + 1)..] ?? "null";
}
