namespace Likewise;

internal sealed partial class HitBound
{
    private const string AllMark = "all", RescuedAllMark = "rescued-all", RescuedGroupMark = "rescued-group";

    /// <summary>Writes down the evidence of every group, and the histories of the entries that have one.</summary>
    public void Write(TextWriter writer, EntryTable table)
    {
        writer.WriteLine(EvidenceText.Header);
        writer.WriteLine(EvidenceText.Line("scorer", _scorer.Name));
        writer.WriteLine(EvidenceText.Line("embedder", _embedder));
        Write(writer, _scored, AllMark, EvidenceText.GroupMark);
        Write(writer, _rescued, RescuedAllMark, RescuedGroupMark);
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

        var group = _scored.All;
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (cells is [_, var name, _, ..] && GroupOf(cells[0], name) is { } named)
                (group = named).ReadCounts(cells.AsSpan(2));
            else if (cells is [EvidenceText.StepMark, ..])
                group.ReadStep(cells.AsSpan(1));
            else if (cells is [EvidenceText.EntryMark, var id, var wrong, var expected] && EntryId.TryParse(id, out var entry))
                Restore(table, entry, new EntryHistory(EvidenceText.Number(wrong), EvidenceText.Number(expected)));
            else
                throw new FormatException($"'{line}' is no line of evidence.");
        }

        _scored.Begin();
        _rescued.Begin();
    }

    private static void Write(TextWriter writer, BoundGroups groups, string allMark, string groupMark)
    {
        groups.All.Write(writer, allMark, "");
        foreach (var (name, group) in groups.Named)
            group.Write(writer, groupMark, Uri.EscapeDataString(name));
    }

    /// <summary>The group that a line begins; null where it begins none.</summary>
    private GroupBound? GroupOf(string mark, string name) => mark switch
    {
        AllMark => _scored.All,
        RescuedAllMark => _rescued.All,
        EvidenceText.GroupMark => _scored.Of(Uri.UnescapeDataString(name)),
        RescuedGroupMark => _rescued.Of(Uri.UnescapeDataString(name)),
        _ => null,
    };

    private static void Restore(EntryTable table, EntryId entry, EntryHistory history)
    {
        if (table.TryGet(entry, out var resident))
            resident.History = history;
    }
}
