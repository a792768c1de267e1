using System.Text.Json;

namespace Likewise.Encoder;

/// <summary>
/// A JSON file of a model: an object, read whole, whose every fault is a <see cref="ModelException"/> that names the file.
/// </summary>
internal sealed class JsonFile : IDisposable
{
    // The largest real one is the tokenizer of a multilingual model, at 17 MB.
    private const int MaxBytes = 64 << 20;

    private readonly JsonDocument _document;

    private JsonFile(string path, JsonDocument document) => (Path, _document) = (path, document);

    public string Path { get; }

    public JsonElement Root => _document.RootElement;

    /// <summary>Opens a file that must be there.</summary>
    public static JsonFile Open(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
                throw new ModelException(path, $"is {stream.Length} bytes long; at most {MaxBytes} are read.");
            var document = JsonDocument.Parse(stream);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonFile(path, document);
            document.Dispose();
            throw new ModelException(path, "is not a JSON object. Fetch it again: likewise model pull.");
        }
        catch (JsonException fault)
        {
            throw new ModelException(path, $"is not JSON ({fault.Message}). Fetch it again: likewise model pull.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, $"cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Opens a file that may be absent.</summary>
    public static JsonFile? OpenIfPresent(string path) => File.Exists(path) ? Open(path) : null;

    /// <summary>The property, or null where it is absent or JSON null.</summary>
    public static JsonElement? Find(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The text, or null where there is none.</summary>
    public string? FindText(JsonElement parent, string name) => Find(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Fault($"'{name}' must be a text"),
    };

    /// <summary>The switch, or null where there is none.</summary>
    public bool? FindFlag(JsonElement parent, string name) => Find(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Fault($"'{name}' must be true or false"),
    };

    /// <summary>The number, or null where there is none.</summary>
    public double? FindNumber(JsonElement parent, string name) => Find(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) => number,
        _ => throw Fault($"'{name}' must be a number"),
    };

    /// <summary>The integer, which must be there and lie between the bounds.</summary>
    public int ReadInteger(JsonElement parent, string name, int least, int most)
    {
        var number = FindNumber(parent, name) ?? throw Fault($"'{name}' is missing");
        return number >= least && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw Fault($"'{name}' is {number}; an integer from {least} to {most} was expected");
    }

    /// <summary>A fault of this file.</summary>
    public ModelException Fault(string fault) => new(Path, fault + ".");

    public void Dispose() => _document.Dispose();
}
