namespace Likewise.Evaluation;

/// <summary>What was asked for, beside what was measured above.</summary>
internal sealed class GoalSection() : PageSection("goals")
{
    public override Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var table = new PageTable("goal", "asked", "measured", "met");
        foreach (var goal in context.Goals)
            table.Row(goal.What, goal.Asked, goal.Measured, TextOf(goal.IsMet));
        return Task.FromResult(table.ToString());

        static string TextOf(bool? isMet) => isMet switch { true => "yes", false => "**no**", null => "not measured" };
    }
}
