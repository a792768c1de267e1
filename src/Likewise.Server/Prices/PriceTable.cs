using System.Collections.Frozen;
using System.Text.Json;

namespace Likewise.Server;

/// <summary>
/// What models' tokens cost, from a small file that operators edit. A model is found by its exact name, or else by the longest
/// beginning that the file ends in <c>*</c>. One that is not found costs nobody knows what: its tokens are counted, and no price
/// is made up.
/// </summary>
public sealed class PriceTable
{
    private const string Shipped = "Likewise.Server.Prices.prices.json";
    private const int FileBytesMax = 1 << 20;

    private readonly FrozenDictionary<string, ModelPrice> _exact;
    private readonly ModelPrice[] _beginnings;

    private PriceTable(PriceFile file)
    {
        Date = file.Date;
        _exact = file.Prices.Where(price => !price.Model.EndsWith('*')).ToFrozenDictionary(price => price.Model);
        _beginnings = [.. file.Prices.Where(price => price.Model.EndsWith('*')).OrderByDescending(price => price.Model.Length)];
    }

    /// <summary>As of when the prices are.</summary>
    public DateOnly Date { get; }

    /// <summary>Reads the prices.</summary>
    /// <param name="path">The operator's file; null: the one that comes with the server.</param>
    /// <exception cref="SettingsException">The file cannot be used; the message says why.</exception>
    public static PriceTable Load(string? path)
    {
        try
        {
            using var stream = path is null
                ? typeof(PriceTable).Assembly.GetManifestResourceStream(Shipped)!
                : Open(path);
            var file = JsonSerializer.Deserialize(stream, PriceJson.Default.PriceFile)
                ?? throw new InvalidDataException("it is empty");
            Check(file);
            return new PriceTable(file);
        }
        catch (Exception fault) when (
            fault is IOException or JsonException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"prices.path: {path} cannot be used: {fault.Message}"]);
        }
    }

    /// <summary>What a model costs; null where the table does not say.</summary>
    /// <param name="model">The model's name.</param>
    public ModelPrice? Find(string model) =>
        _exact.GetValueOrDefault(model)
        ?? Array.Find(_beginnings, price => model.AsSpan().StartsWith(price.Model.AsSpan()[..^1], StringComparison.Ordinal));

    private static FileStream Open(string path)
    {
        var file = File.OpenRead(path);
        if (file.Length <= FileBytesMax)
            return file;
        file.Dispose();
        throw new InvalidDataException($"it is larger than {FileBytesMax} bytes");
    }

    private static void Check(PriceFile file)
    {
        foreach (var price in file.Prices)
        {
            if (price.FaultOf() is { } fault)
                throw new InvalidDataException($"'{price.Model}': {fault}");
        }

        if (file.Prices.CountBy(price => price.Model).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
            throw new InvalidDataException($"'{twice}' stands there twice");
    }
}
