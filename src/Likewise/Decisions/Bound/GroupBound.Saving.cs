namespace Likewise;

internal sealed partial class GroupBound
{
    public void Write(TextWriter writer, string mark, string name)
    {
        lock (_lock)
        {
            writer.WriteLine(EvidenceText.Line(
                mark, name, _isAlarmed ? 1 : 0, _counts.Audited, _counts.AuditedWrong, _counts.NearMisses, _counts.Said,
                _counts.Alarms));
            var evidence = AllEvidence();
            for (var step = 0; step < ScoreGrid.Steps; step++)
            {
                var (traffic, right, wrong) = evidence[step];
                if (right + wrong > 0)
                    writer.WriteLine(EvidenceText.Line(EvidenceText.StepMark, step, traffic, right, wrong));
            }
        }
    }

    /// <exception cref="FormatException">They are something else.</exception>
    public void ReadCounts(ReadOnlySpan<string> cells)
    {
        if (cells.Length != 6)
            throw new FormatException("A group has a mark, a name and six counts.");

        lock (_lock)
        {
            _isAlarmed = EvidenceText.Whole(cells[0], most: 1) == 1;
            _counts = new GroupCounts
            {
                Audited = EvidenceText.Whole(cells[1]),
                AuditedWrong = EvidenceText.Whole(cells[2]),
                NearMisses = EvidenceText.Whole(cells[3]),
                Said = EvidenceText.Whole(cells[4]),
                Alarms = EvidenceText.Whole(cells[5]),
            };
        }
    }

    /// <exception cref="FormatException">They are something else.</exception>
    public void ReadStep(ReadOnlySpan<string> cells)
    {
        if (cells.Length != 4)
            throw new FormatException("A step has a mark, its place and three counts.");

        lock (_lock)
        {
            _settled.Add(
                (int)EvidenceText.Whole(cells[0], most: ScoreGrid.Steps - 1), EvidenceText.Number(cells[1]),
                EvidenceText.Number(cells[2]), EvidenceText.Number(cells[3]));
        }
    }

    /// <summary>Finds the cut of the evidence that was read.</summary>
    public void Begin()
    {
        lock (_lock)
            Search();
    }
}
