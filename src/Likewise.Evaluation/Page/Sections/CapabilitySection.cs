namespace Likewise.Evaluation;

/// <summary>Minimal pairs made from templates, by what they are about.</summary>
internal sealed class CapabilitySection() : PageSection("capabilities")
{
    private const double Threshold = 0.85;

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        if (await context.Data.PairsAsync(PairSet.Checklist, cancellationToken).ConfigureAwait(false) is not var (pairs, parts))
            return PageText.Missing(PairSet.Checklist.Name);

        var readings = await context.ReadAsync(PairSet.Checklist.Name, pairs, cancellationToken).ConfigureAwait(false);
        var table = new PageTable("capability", "may share: alone", "with guards", "must not: alone", "with guards");
        foreach (var part in readings.Zip(parts).GroupBy(row => row.Second, StringComparer.Ordinal)
            .OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            table.Row([part.Key, .. ServedPairs.Of(part.Select(row => row.First), Threshold).Cells()]);
        }

        return table.ToString();
    }
}
