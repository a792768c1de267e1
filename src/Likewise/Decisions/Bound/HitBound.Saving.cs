namespace Likewise;

internal sealed partial class HitBound
{
    private const string AllMark = "all";

    /// <summary>Writes down the evidence of every group, and the histories of the entries that have one.</summary>
    public void Write(TextWriter writer, EntryTable table)
    {
        writer.WriteLine(EvidenceText.Header);
        writer.WriteLine(EvidenceText.Line("scorer", _scorer.Name));
        writer.WriteLine(EvidenceText.Line("embedder", _embedder));
        _all.Write(writer, AllMark, "");
        foreach (var (name, group) in _groups)
            group.Write(writer, EvidenceText.GroupMark, Uri.EscapeDataString(name));
        foreach (var resident in table.All())
        {
            if (resident.History is { IsEmpty: false } history)
                writer.WriteLine(EvidenceText.Line(
                    EvidenceText.EntryMark, resident.Summary.Id, history.Wrong, history.Expected));
        }
    }

    /// <summary>Takes up what was written down; what is of another scorer or embedder says nothing here.</summary>
    /// <exception cref="FormatException">It is something else, or damaged.</exception>
    public void Read(TextReader reader, EntryTable table)
    {
        string[] head = [reader.ReadLine() ?? "", reader.ReadLine() ?? "", reader.ReadLine() ?? ""];
        if (head[0] != EvidenceText.Header)
            throw new FormatException($"It does not begin with '{EvidenceText.Header}'.");
        if (head[1] != EvidenceText.Line("scorer", _scorer.Name) || head[2] != EvidenceText.Line("embedder", _embedder))
            return;

        var group = _all;
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (cells is [AllMark or EvidenceText.GroupMark, var name, ..])
                (group = cells[0] == AllMark ? _all : GroupOf(Uri.UnescapeDataString(name))).ReadCounts(cells.AsSpan(2));
            else if (cells is [EvidenceText.StepMark, ..])
                group.ReadStep(cells.AsSpan(1));
            else if (cells is [EvidenceText.EntryMark, var id, var wrong, var expected] && EntryId.TryParse(id, out var entry))
                Restore(table, entry, new EntryHistory(EvidenceText.Number(wrong), EvidenceText.Number(expected)));
            else
                throw new FormatException($"'{line}' is no line of evidence.");
        }

        // From above: a group that leans asks how what it leans on stands.
        _all.Begin();
        foreach (var each in _groups.Values)
            each.Begin();
    }

    private static void Restore(EntryTable table, EntryId entry, EntryHistory history)
    {
        if (table.TryGet(entry, out var resident))
            resident.History = history;
    }
}
