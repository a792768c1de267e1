using System.Security.Cryptography;

namespace Likewise.Evaluation;

/// <summary>The labelled sets of a directory: each is the first file, by name, that begins with the set's name.</summary>
internal sealed class PageData(QualityPageOptions options)
{
    private readonly SortedDictionary<string, PageSet> _used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (IReadOnlyList<LabelledPair> Pairs, IReadOnlyList<string> Parts)> _pairs =
        new(StringComparer.Ordinal);

    /// <summary>Sets that were read.</summary>
    public IEnumerable<PageSet> Used => _used.Values;

    /// <summary>Sets that were asked for and are not there.</summary>
    public IEnumerable<string> Missing => _missing;

    /// <summary>Reads pairs, with the part of the set that each is of; null where the set is missing.</summary>
    public async Task<(IReadOnlyList<LabelledPair> Pairs, IReadOnlyList<string> Parts)?> PairsAsync(
        PairSet set, CancellationToken cancellationToken)
    {
        if (_pairs.TryGetValue(set.Name, out var known))
            return known;
        if (Find(set.Name) is not { } file)
            return null;

        var pairs = await PairData.ReadAsync(file, set.A, set.B, set.Label, cancellationToken).ConfigureAwait(false);
        var parts = set.Part is null
            ? [.. pairs.Select(_ => "")]
            : (await ColumnsAsync(file, cancellationToken, set.Part).ConfigureAwait(false)).ConvertAll(cells => cells[0]);
        Note(set.Name, file, pairs.Count);
        var sampled = SeededOrder.Sample([.. pairs.Zip(parts)], seed: 1, options.PairsMax);
        return _pairs[set.Name] = ([.. sampled.Select(row => row.First)], [.. sampled.Select(row => row.Second)]);
    }

    /// <summary>Reads prompts with their groups; null where the set is missing.</summary>
    /// <param name="name">The set.</param>
    /// <param name="scopeColumn">The column of the namespace; null: all in one.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<LabelledPrompt>?> PromptsAsync(
        string name, string? scopeColumn, CancellationToken cancellationToken)
    {
        if (Find(name) is not { } file)
            return null;

        var prompts = await PromptData.ReadAsync(file, null, null, scopeColumn, cancellationToken).ConfigureAwait(false);
        Note(name, file, prompts.Count);
        return prompts;
    }

    /// <summary>Reads some columns of a set; null where it is missing.</summary>
    public async Task<IReadOnlyList<string[]>?> RowsAsync(
        string name, CancellationToken cancellationToken, params string[] columns)
    {
        if (Find(name) is not { } file)
            return null;

        var rows = await ColumnsAsync(file, cancellationToken, columns).ConfigureAwait(false);
        Note(name, file, rows.Count);
        return rows;
    }

    /// <summary>Minimal pairs of one's own, with their kinds; null where there are none.</summary>
    public async Task<(IReadOnlyList<LabelledPair> Pairs, IReadOnlyList<string> Parts)?> MinimalPairsAsync(
        CancellationToken cancellationToken)
    {
        if (options.MinimalPairs is not { } file || !File.Exists(file))
        {
            _missing.Add("minimal pairs of this repository");
            return null;
        }

        var rows = (await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false))
            .Select(line => line.Split('\t')).ToArray();
        if (rows.FirstOrDefault(cells => cells.Length != 4) is { } odd)
            throw new TableException($"{file}: kind, same or other, and two prompts were expected, not {odd.Length} cells.");
        Note(Path.GetFileName(file), file, rows.Length);
        return ([.. rows.Select(cells => new LabelledPair(cells[2], cells[3], cells[1] == "same"))],
            [.. rows.Select(cells => cells[0])]);
    }

    private string? Find(string name)
    {
        var found = Directory.EnumerateFiles(options.Data)
            .Where(file => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal)
                && (file.EndsWith(".tsv", StringComparison.Ordinal) || file.EndsWith(".tsv.gz", StringComparison.Ordinal)))
            .Min(StringComparer.Ordinal);
        if (found is null)
            _missing.Add(name);
        return found;
    }

    private static async Task<List<string[]>> ColumnsAsync(
        string file, CancellationToken cancellationToken, params string[] columns)
    {
        var reader = await TsvReader.OpenAsync(file, limits: null, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        var places = columns.Select(reader.IndexOf).ToArray();
        var rows = new List<string[]>();
        await foreach (var row in reader.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
            rows.Add([.. places.Select(place => row.Cells[place])]);
        return rows;
    }

    private void Note(string name, string file, int rows)
    {
        if (_used.ContainsKey(name))
            return;
        using var stream = File.OpenRead(file);
        _used.Add(name, new PageSet(Path.GetFileName(file), rows, Convert.ToHexStringLower(SHA256.HashData(stream))));
    }
}

/// <summary>A set that was read.</summary>
/// <param name="File">Its file.</param>
/// <param name="Rows">How many rows that has.</param>
/// <param name="Digest">SHA-256 of the file as it is, in hexadecimal.</param>
internal sealed record PageSet(string File, int Rows, string Digest);
