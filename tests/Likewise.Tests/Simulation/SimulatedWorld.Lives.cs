namespace Likewise.Tests.Simulation;

/// <summary>
/// What the history knows of lives: the rules that it set, the use that it made, and what it called wrong. It says until when an
/// entry may answer at the latest, and on which occasion; that it answers no longer is nobody's harm.
/// </summary>
internal sealed partial class SimulatedWorld
{
    private const double Growth = 0.5;

    private static readonly TimeSpan LifeMax = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Ruled = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan GrownMax = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan WhileRevalidate = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IfError = TimeSpan.FromMinutes(4);

    private long _refreshed; // In this process.

    private static void SetLives(SemanticCacheOptions options)
    {
        (options.TimeToLive, options.TimeToLiveMax) = (LifeMax, LifeMax);
        (options.Life.Growth, options.Life.GrownMax) = (Growth, GrownMax);
        options.Life.Rules.Add(new LifeRule { Tag = "tag1", TimeToLive = Ruled });
        (options.Stale.WhileRevalidate, options.Stale.IfError) = (WhileRevalidate, IfError);
        options.Stale.RefreshPause = TimeSpan.FromSeconds(90);
    }

    private static TimeSpan LifeOf(EntryOptions options)
    {
        var life = options.TimeToLive ?? LifeMax;
        return options.Tags.Contains("tag1") && life > Ruled ? Ruled : life;
    }

    /// <summary>Time passes, and is sometimes set back a little.</summary>
    private string LetTimePass()
    {
        var isSetBack = _random.Next(5) == 0;
        _time.Advance(isSetBack ? -TimeSpan.FromSeconds(_random.Next(1, 20)) : TimeSpan.FromSeconds(_random.Next(1, 240)));
        return isSetBack ? "backwards" : "forwards";
    }

    /// <summary>Somebody says that an answer was wrong, or right.</summary>
    private async Task<string> SayAsync()
    {
        var ids = _known.Values.Where(entry => entry.Id is not null).ToArray();
        if (ids.Length == 0)
            return "nothing is known";

        var (chosen, isRight) = (ids[_random.Next(ids.Length)], _random.Next(2) == 0);
        var outcome = await Cache.RecordFeedbackAsync(chosen.Id!.Value, isRight); // Chosen for having one.
        chosen.IsCalledWrong |= IsAlive && !isRight && outcome.Feedback is not null;
        return outcome.Fault is not null ? "failed" : outcome.Feedback is null ? "not there" : isRight ? "right" : "wrong";
    }

    private void CheckLife(LookupHit hit, PromptRequest request, KnownEntry entry)
    {
        var now = _time.GetUtcNow();
        var window = hit.Staleness switch
        {
            Staleness.Fresh => TimeSpan.Zero,
            Staleness.WhileRevalidate => WhileRevalidate,
            Staleness.IfError => IfError,
            _ => TimeSpan.FromTicks(Math.Min(IfError.Ticks, request.Directives.AcceptStale!.Value.Ticks + 1)),
        };
        Assert.True(now < entry.EndsAt + LongerOf(entry) + window, $"Past its end, {hit.Staleness} was served (I7).");
        if (entry.Sliding is { } sliding)
            Assert.True(now - entry.LastUsedAt < sliding, "What nobody had used for too long was served (I7).");
        if (request.Directives.MaxAge is { } maxAge)
            Assert.True(now - hit.Entry.CreatedAt <= maxAge, "Older than was asked for.");
        entry.Hits++;
        if (now > entry.LastUsedAt)
            entry.LastUsedAt = now;
    }

    /// <summary>What is fetched behind a stale answer is an entry like any other, and the stale one is gone.</summary>
    private void LearnOfRefresh(KnownEntry made, PromptRequest request, LookupHit stale)
    {
        var succeeded = Cache.GetStatistics().Refreshes.Succeeded;
        var isStored = succeeded > _refreshed;
        _refreshed = succeeded;
        var there = Cache.List(new EntryFilter { Tenant = request.Tenant, Prompt = made.Prompt });
        var outcome = isStored
            ? new StoreOutcome(StoreStatus.Stored, there.Count > 0 ? there[0].Summary.Id : null, null)
            : StoreOutcome.Failed("it was not stored");
        Learn(made, outcome, _takings.Count);
        if (isStored && IsAlive)
            _known[stale.Response.Text].IsGone = true;
    }

    /// <summary>What use has added at most.</summary>
    private static TimeSpan LongerOf(KnownEntry entry) => entry.IsCalledWrong || entry.Life >= GrownMax
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(
            (GrownMax - entry.Life).Ticks, (long)(entry.Life.Ticks * Growth * Math.Log2(1 + entry.Hits))));

    /// <summary>Whether it is in time, however little it was used.</summary>
    private static bool IsInTime(KnownEntry entry, DateTimeOffset now) =>
        now < entry.EndsAt && (entry.Sliding is null || now < entry.CreatedAt + entry.Sliding);
}
