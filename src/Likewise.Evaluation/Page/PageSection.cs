namespace Likewise.Evaluation;

/// <summary>A part of the page: it measures, and writes tables. What falls to a goal it notes for the table of goals.</summary>
internal abstract class PageSection(string name)
{
    /// <summary>Where it stands in the template.</summary>
    public string Name => name;

    /// <summary>Every section in the order in which they are measured: data and goals last, since they sum up.</summary>
    public static IReadOnlyList<PageSection> All() =>
    [
        new RankingSection(), new MinimalPairSection(), new SharedWrongSection(), new GuardSection(), new CapabilitySection(),
        new SlotSection(), new StreamSection(), new BoundSection(), new BoundPairSection(), new ReliabilitySection(),
        new LatencySection(), new GoalSection(), new DataSection(),
    ];

    /// <summary>The section as markdown, without an empty line at its end.</summary>
    public abstract Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken);
}
