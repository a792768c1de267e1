namespace Likewise.Evaluation;

/// <summary>Reads grouped prompts from a table.</summary>
public static class PromptData
{
    // Most particular first: a file with intent and category groups by intent.
    private static readonly string[] GroupNames = ["group", "cluster", "intent", "topic", "category", "label"];
    private static readonly string[] TextNames = ["prompt", "question", "utterance", "query", "text", "sentence"];

    /// <summary>Reads every row of a file as a prompt with its group.</summary>
    /// <param name="path">The file, as <see cref="TsvReader"/> takes it.</param>
    /// <param name="groupColumn">
    /// The column of the group. Null: the first of <c>group, cluster, intent, topic, category, label</c> that is there, or in a
    /// file of two columns the one that is not the text, and failing that the first.
    /// </param>
    /// <param name="textColumn">
    /// The column of the prompt. Null: the first of <c>prompt, question, utterance, query, text, sentence</c> that is there, or
    /// in a file of two columns the one that is not the group.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableException">The file cannot be read, its columns cannot be told, or it has no rows.</exception>
    public static Task<IReadOnlyList<LabelledPrompt>> ReadAsync(
        string path, string? groupColumn = null, string? textColumn = null, CancellationToken cancellationToken = default) =>
        ReadAsync(path, groupColumn, textColumn, scopeColumn: null, cancellationToken);

    /// <inheritdoc cref="ReadAsync(string, string?, string?, CancellationToken)"/>
    /// <param name="path">The file, as <see cref="TsvReader"/> takes it.</param>
    /// <param name="groupColumn">The column of the group.</param>
    /// <param name="textColumn">The column of the prompt.</param>
    /// <param name="scopeColumn">The column of the namespace that a prompt is asked in. Null: all are asked in one.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyList<LabelledPrompt>> ReadAsync(
        string path, string? groupColumn, string? textColumn, string? scopeColumn, CancellationToken cancellationToken = default)
    {
        var reader = await TsvReader.OpenAsync(path, limits: null, cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        var (group, text) = ChooseColumns(reader, path, groupColumn, textColumn);
        int? scope = scopeColumn is null ? null : reader.IndexOf(scopeColumn);

        var prompts = new List<LabelledPrompt>();
        await foreach (var row in reader.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
        {
            var prompt = new LabelledPrompt(row.Cells[group], row.Cells[text]);
            prompts.Add(scope is { } column ? prompt with { Namespace = row.Cells[column] } : prompt);
        }


        return prompts.Count > 0 ? prompts : throw new TableException($"{path} has a header but no rows.");
    }

    private static (int Group, int Text) ChooseColumns(TsvReader reader, string path, string? groupColumn, string? textColumn)
    {
        var group = groupColumn is null ? FirstOf(reader.Columns, GroupNames) : reader.IndexOf(groupColumn);
        var text = textColumn is null ? FirstOf(reader.Columns, TextNames) : reader.IndexOf(textColumn);
        if (reader.Columns.Count == 2)
        {
            group ??= text is null ? 0 : 1 - text;
            text ??= 1 - group;
        }

        if (group is null || text is null)
        {
            throw new TableException(
                $"It is not clear which columns of {path} hold {(group is null ? "the group" : "the prompt")}; name them with "
                + $"--group-column and --text-column. Its columns are: {string.Join(", ", reader.Columns)}.");
        }

        return group != text
            ? (group.Value, text.Value)
            : throw new TableException($"Group and prompt cannot both be the column '{reader.Columns[text.Value]}' of {path}.");
    }

    private static int? FirstOf(IReadOnlyList<string> columns, string[] names)
    {
        foreach (var name in names)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (string.Equals(columns[i], name, StringComparison.OrdinalIgnoreCase))
                    return i;
            }
        }

        return null;
    }
}
