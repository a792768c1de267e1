using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Likewise.Evaluation;

/// <summary>
/// Reads labels that are kept apart from the texts that they are of: a table of digests, for texts whose licence or privacy keeps
/// them where they are.
/// </summary>
public static class LabelData
{
    private const int DigestBytes = 8;

    /// <summary>A text's name in such a table: eight bytes of the SHA-256 of its UTF-8, in lower-case hexadecimal.</summary>
    public static string DigestOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return Convert.ToHexStringLower(digest[..DigestBytes]);
    }

    /// <summary>Puts labels and texts together.</summary>
    /// <param name="labels">A table with the columns <c>a</c>, <c>b</c> (digests) and <c>label</c>.</param>
    /// <param name="texts">
    /// Tables in which the texts stand, in whatever column; also as the <c>question</c> of a cell that is a JSON object.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs whose two texts were found.</returns>
    /// <exception cref="TableException">A file cannot be read, or none of the labels' texts was found.</exception>
    public static async Task<IReadOnlyList<LabelledPair>> ReadAsync(
        string labels, IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var pairs = await PairData.ReadAsync(labels, "a", "b", "label", cancellationToken).ConfigureAwait(false);
        var wanted = pairs.SelectMany(pair => (string[])[pair.A, pair.B]).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in texts)
            await FindAsync(path, wanted, found, cancellationToken).ConfigureAwait(false);

        var resolved = pairs
            .Where(pair => found.ContainsKey(pair.A) && found.ContainsKey(pair.B))
            .Select(pair => new LabelledPair(found[pair.A], found[pair.B], pair.IsDuplicate))
            .ToList();
        return resolved.Count > 0
            ? resolved
            : throw new TableException($"None of the texts of {labels} stands in {string.Join(", ", texts)}.");
    }

    private static async Task FindAsync(
        string path, HashSet<string> wanted, Dictionary<string, string> found, CancellationToken cancellationToken)
    {
        var reader = await TsvReader.OpenAsync(path, limits: null, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        await foreach (var row in reader.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var cell in row.Cells)
            {
                var text = QuestionOf(cell);
                if (DigestOf(text) is var digest && wanted.Contains(digest))
                    found[digest] = text;
            }
        }
    }

    private static string QuestionOf(string cell)
    {
        if (!cell.StartsWith('{'))
            return cell;

        try
        {
            using var json = JsonDocument.Parse(cell);
            return json.RootElement.TryGetProperty("question", out var question) ? question.GetString() ?? cell : cell;
        }
        catch (JsonException)
        {
            return cell; // It only looked like JSON: the cell is the text.
        }
    }
}
