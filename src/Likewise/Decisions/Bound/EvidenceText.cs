using System.Globalization;

namespace Likewise;

/// <summary>
/// Evidence as it is written down, format in <c>docs/formats/evidence.md</c>: a line a group, followed by its steps, and a line
/// an entry. Which group and entry it was belongs to whoever reads.
/// </summary>
internal static class EvidenceText
{
    public const string Header = "likewise-evidence 1";
    public const string GroupMark = "group";
    public const string StepMark = "step";
    public const string EntryMark = "entry";

    public static string Line(params ReadOnlySpan<object> cells)
    {
        var texts = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            texts[i] = Convert.ToString(cells[i], CultureInfo.InvariantCulture)!; // Never null: cells are not.
        return string.Join('\t', texts);
    }

    /// <exception cref="FormatException">It is no number, or not one that can be counted with.</exception>
    public static float Number(string cell) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value >= 0 && float.IsFinite(value)
            ? value
            : throw new FormatException($"'{cell}' is no count.");

    /// <exception cref="FormatException">It is no whole number of the range.</exception>
    public static long Whole(string cell, long most = long.MaxValue) =>
        long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most
            ? value
            : throw new FormatException($"'{cell}' is no whole number up to {most}.");
}
