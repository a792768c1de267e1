namespace Likewise;

/// <summary>The record that begins what a run writes to a file.</summary>
internal static class LoggedRunText
{
    private const int GuardsMax = 64;

    public static void Write(LoggedRun run, LogBytes to)
    {
        to.Word(run.Id);
        to.Count(run.At.UtcTicks);
        to.Byte((byte)run.Decision);
        to.Number(run.SimilarityMin);
        to.Number(run.ConsideredMin);
        to.Number(run.MaxWrongHits);
        to.Number(run.Confidence);
        to.Number(run.AuditShare);
        to.Count((uint)run.Guards);
        to.Count(run.GuardOrder.Count);
        foreach (var (kind, name) in run.GuardOrder)
        {
            to.Count((uint)kind);
            to.Text(name);
        }

        to.Text(run.Verifier);
        to.Number(run.VerifiedBelow);
        to.Text(run.Scorer);
        to.Text(run.Embedder);
        to.Count(run.CandidatesMax);
        to.Count(run.EntriesMax);
        to.Count(run.TimeToLive.Ticks);
        to.Number(run.GuardsFrom);
        to.Byte((byte)((run.IncludesText ? 1 : 0) | (run.IsDurable ? 2 : 0)));
    }

    public static LoggedRun Read(ref LogSpan from)
    {
        var run = ReadUpToFlags(ref from);
        var flags = from.Byte();
        return run with { IncludesText = (flags & 1) != 0, IsDurable = (flags & 2) != 0 };
    }

    private static LoggedRun ReadUpToFlags(ref LogSpan from) => new()
    {
        Id = from.Word(),
        At = TimeOf(from.Signless()),
        Decision = (HitDecision)from.Byte(),
        SimilarityMin = from.Number(),
        ConsideredMin = from.Number(),
        MaxWrongHits = from.Number(),
        Confidence = from.Number(),
        AuditShare = from.Number(),
        Guards = (Guards)(int)(uint)from.Count(),
        GuardOrder = GuardsOf(ref from),
        Verifier = from.Text(),
        VerifiedBelow = from.Number(),
        Scorer = from.Text(),
        Embedder = from.Text(),
        CandidatesMax = from.Small(int.MaxValue),
        EntriesMax = from.Small(int.MaxValue),
        TimeToLive = new TimeSpan(from.Signless()),
        GuardsFrom = from.Number(),
        IncludesText = false,
        IsDurable = false,
    };

    /// <exception cref="InvalidDataException">It is no moment.</exception>
    public static DateTimeOffset TimeOf(long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw LogSpan.Broken();

    private static LoggedGuard[] GuardsOf(ref LogSpan from)
    {
        var guards = new LoggedGuard[from.Small(GuardsMax)];
        for (var at = 0; at < guards.Length; at++)
            guards[at] = new LoggedGuard((Guards)(int)(uint)from.Count(), from.Text());
        return guards;
    }
}
