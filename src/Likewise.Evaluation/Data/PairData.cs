namespace Likewise.Evaluation;

/// <summary>Reads labelled pairs from a table.</summary>
public static class PairData
{
    /// <summary>Reads every row of a file as a pair with its label.</summary>
    /// <param name="path">The file, as <see cref="TsvReader"/> takes it.</param>
    /// <param name="a">The column of the prompt that was answered.</param>
    /// <param name="b">The column of the prompt that is asked.</param>
    /// <param name="label">
    /// The column that says whether they may share an answer: <c>1</c>, <c>0</c>, <c>true</c>, <c>false</c>.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableException">The file cannot be read, lacks a column, has another label, or has no rows.</exception>
    public static async Task<IReadOnlyList<LabelledPair>> ReadAsync(
        string path, string a, string b, string label, CancellationToken cancellationToken = default)
    {
        var reader = await TsvReader.OpenAsync(path, limits: null, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        var (columnA, columnB, columnLabel) = (reader.IndexOf(a), reader.IndexOf(b), reader.IndexOf(label));

        var pairs = new List<LabelledPair>();
        await foreach (var row in reader.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
        {
            var isDuplicate = ParseLabel(row.Cells[columnLabel]) ?? throw new TableException(
                $"{path}, line {row.LineNumber}: the label is '{row.Cells[columnLabel]}'; 1, 0, true or false was expected.");
            pairs.Add(new LabelledPair(row.Cells[columnA], row.Cells[columnB], isDuplicate));
        }

        return pairs.Count > 0 ? pairs : throw new TableException($"{path} has a header but no rows.");
    }

    private static bool? ParseLabel(string cell) => cell switch
    {
        "1" => true,
        "0" => false,
        _ => bool.TryParse(cell, out var label) ? label : null,
    };
}
