using System.Globalization;

namespace Likewise.Evaluation;

/// <summary>Reads scored pairs from a table.</summary>
public static class ScoredPairData
{
    /// <summary>Reads rows of a file as pairs with their scores.</summary>
    /// <param name="path">The file, as <see cref="TsvReader"/> takes it.</param>
    /// <param name="a">The column of one text.</param>
    /// <param name="b">The column of the other.</param>
    /// <param name="score">The column of the score: a number with a dot, or none.</param>
    /// <param name="where">A column, and what it must hold for a row to count; null for every row.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableException">The file cannot be read, lacks a column, has another score, or no such rows.</exception>
    public static async Task<IReadOnlyList<ScoredPair>> ReadAsync(
        string path, string a, string b, string score, (string Column, string Value)? where = null,
        CancellationToken cancellationToken = default)
    {
        var reader = await TsvReader.OpenAsync(path, limits: null, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        var (columnA, columnB, columnScore) = (reader.IndexOf(a), reader.IndexOf(b), reader.IndexOf(score));
        int? columnWhere = where is { Column: var column } ? reader.IndexOf(column) : null;

        var pairs = new List<ScoredPair>();
        await foreach (var row in reader.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (columnWhere is { } filter && row.Cells[filter] != where?.Value) continue;
            if (!double.TryParse(row.Cells[columnScore], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                || !double.IsFinite(number))
                throw new TableException($"{path}, line {row.LineNumber}: the score is '{row.Cells[columnScore]}', no number.");
            pairs.Add(new ScoredPair(row.Cells[columnA], row.Cells[columnB], number));
        }

        return pairs.Count > 0 ? pairs : throw new TableException($"{path} has a header but no rows that count.");
    }
}
