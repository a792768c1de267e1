using System.Security.Cryptography;
using System.Text.Json;

namespace Likewise;

/// <summary>
/// The file of a <see cref="VerdictModel"/>: JSON, version 1, described in <c>docs/formats/verdict.md</c>. Numbers are written
/// in full, so that what is read is what was learnt.
/// </summary>
internal static class VerdictModelFile
{
    private const string Format = "likewise-verdict";
    private const int Version = 1;

    public static void Write(VerdictModel model, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("embedder", model.Embedder);
        json.WriteNumber("start", model.Start);
        json.WriteNumber("slope", model.Slope);
        WriteArray(json, "features", PairFeatures.Names, json.WriteStringValue);
        json.WriteStartArray("trees");
        foreach (var tree in model.Trees)
        {
            json.WriteStartObject();
            WriteArray(json, "features", tree.Features, feature => json.WriteNumberValue(feature));
            WriteArray(json, "thresholds", tree.Thresholds, json.WriteNumberValue);
            WriteArray(json, "values", tree.Values, json.WriteNumberValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="stream">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static VerdictModel Read(Stream stream, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or InvalidDataException)
        {
            throw new InvalidDataException($"{name} is no verdict model that this version reads: {fault.Message}", fault);
        }
    }

    /// <summary>Eight bytes of the file's SHA-256, in hexadecimal.</summary>
    public static string NameOf(VerdictModel model)
    {
        using var bytes = new MemoryStream();
        Write(model, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()).AsSpan(0, 8));
    }

    private static VerdictModel Read(JsonElement root)
    {
        if (root.GetProperty("format").GetString() != Format || root.GetProperty("version").GetInt32() != Version)
            throw new InvalidDataException($"{Format} of version {Version} was expected.");
        if (!root.GetProperty("features").EnumerateArray().Select(name => name.GetString()).SequenceEqual(PairFeatures.Names))
            throw new InvalidDataException("It was learnt from other features; train it again.");

        var start = root.GetProperty("start").GetDouble();
        var slope = root.GetProperty("slope").GetDouble();
        if (!double.IsFinite(start) || !(slope >= 0) || !double.IsFinite(slope))
            throw new InvalidDataException("start and slope must be numbers, and slope not negative.");
        var embedder = root.GetProperty("embedder").GetString()!; // Not null: a null would not be a model's name.
        return new VerdictModel(embedder, start, slope, [.. root.GetProperty("trees").EnumerateArray().Select(ReadTree)]);
    }

    private static DecisionTree ReadTree(JsonElement tree) => new()
    {
        Features = Read(tree, "features", DecisionTree.Questions, value => value.GetByte() is var feature
            && feature < PairFeatures.Count ? feature : throw new InvalidDataException($"There is no feature {feature}.")),
        Thresholds = Read(tree, "thresholds", DecisionTree.Questions, ReadFinite),
        Values = Read(tree, "values", DecisionTree.Leaves, ReadFinite),
    };

    private static T[] Read<T>(JsonElement tree, string name, int count, Func<JsonElement, T> read)
    {
        var values = tree.GetProperty(name).EnumerateArray().Select(read).ToArray();
        return values.Length == count
            ? values
            : throw new InvalidDataException($"A tree has {values.Length} {name} where {count} were expected.");
    }

    private static float ReadFinite(JsonElement value) =>
        value.GetSingle() is var number && float.IsFinite(number)
            ? number
            : throw new InvalidDataException("A number is out of range.");

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            write(value);
        json.WriteEndArray();
    }
}
