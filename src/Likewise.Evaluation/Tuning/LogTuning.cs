namespace Likewise.Evaluation;

/// <summary>Replays a decision log with other policies than the one that was in force.</summary>
/// <remarks>
/// The log is read twice, once for what became known and once to be replayed, and never held: memory grows with its entries and
/// its different prompts, not with its lookups.
/// </remarks>
public static class LogTuning
{
    private const int BatchRecords = 4_096, DifferencesMax = 20;

    /// <summary>Replays a log.</summary>
    /// <param name="path">The log, as <see cref="DecisionLogOptions.Path"/> names it.</param>
    /// <param name="options">The policies.</param>
    /// <param name="time">What the duration is measured with.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="FileNotFoundException">There is no such log.</exception>
    /// <exception cref="InvalidDataException">It is no decision log, or it is empty.</exception>
    public static TuneReport Run(
        string path, TuneOptions options, TimeProvider time, IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var started = time.GetTimestamp();
        var tally = new TuneFactsTally();
        foreach (var record in DecisionLogFile.Read(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(record);
        }

        var facts = tally.ToFacts();
        var world = new ReplayWorld();
        var inForce = new PolicyReplay(TunePolicy.InForce, world, tally.Outcomes);
        var others = (options.Policies ?? PolicySweep.Around(facts.InForce))
            .Select(policy => new PolicyReplay(policy, world, tally.Outcomes)).ToArray();
        var replay = new LogReplay(world, inForce, others, DifferencesMax);
        foreach (var batch in BatchesOf(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            replay.Add(batch);
            progress?.Report(new EvaluationProgress(replay.Lookups, facts.Lookups));
        }

        return new TuneReport
        {
            Facts = facts,
            InForce = inForce.Tally.ToOutcome(inForce.Policy),
            Differing = replay.Differing,
            Differences = replay.Differences,
            Policies = [.. others.Select(other => other.Tally.ToOutcome(other.Policy))],
            WrongShareMax = options.WrongShareMax,
            Elapsed = time.GetElapsedTime(started),
        };
    }

    /// <summary>So many records at a time; a run, which changes what is in force, begins a batch.</summary>
    private static IEnumerable<List<LoggedRecord>> BatchesOf(string path)
    {
        var batch = new List<LoggedRecord>(BatchRecords);
        foreach (var record in DecisionLogFile.Read(path))
        {
            if (batch.Count == BatchRecords || (record is LoggedRun && batch.Count > 0))
            {
                yield return batch;
                batch.Clear();
            }

            batch.Add(record);
        }

        yield return batch;
    }
}
