namespace Likewise.Cli;

/// <summary><c>likewise check</c>: reads the whole store and says what is wrong in it.</summary>
internal sealed class CheckVerb(Frame frame) : Verb(
    frame, "check", "Checks the whole store, also while a server uses it; changes nothing. Exit code 1 when something is wrong.")
{
    public override IReadOnlyList<string> Examples { get; } =
        ["likewise check", "likewise check --json | jq -r '.findings[] | select(.kind == \"row\") | .id'"];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        var report = await KeptFiles.StoreOf(settings)
            .CheckAsync(new ProgressLine(invocation.Terminal, "checking"), cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(StoreChecked.Of(report), KeepingJson.Default.StoreChecked);
        else
            FindingsSheet.Show(report, invocation.Terminal);
        return report.IsSound ? ExitCode.Ok : ExitCode.No;
    }
}

/// <summary>The JSON of <c>check</c>.</summary>
/// <param name="Counts">How many findings of each kind there are, all of them counted.</param>
/// <param name="Findings">The first of them.</param>
internal sealed record StoreChecked(
    bool IsSound, long Entries, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<FindingShown> Findings)
{
    public static StoreChecked Of(StoreReport report) => new(
        report.IsSound, report.Entries,
        report.Counts.OrderBy(pair => pair.Key).ToDictionary(pair => LookupFound.Snake(pair.Key), pair => pair.Value),
        [.. report.Findings.Select(FindingShown.Of)]);
}

/// <summary>Something that is wrong.</summary>
internal sealed record FindingShown(string Kind, string? Id, string Detail)
{
    public static FindingShown Of(StoreFinding finding) =>
        new(LookupFound.Snake(finding.Kind), finding.Id?.ToString(), finding.Detail);
}
