namespace Likewise.Evaluation;

/// <summary>One row of a table.</summary>
/// <param name="LineNumber">Where it stands in the file; the header's line is 1 unless blank lines come before it.</param>
/// <param name="Cells">Its cells, as many as the table has columns.</param>
public readonly record struct TsvRow(int LineNumber, IReadOnlyList<string> Cells);
