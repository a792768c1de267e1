namespace Likewise;

/// <summary>
/// Whether an entry may answer now. Asked of every entry, by the same words and by meaning, at the moment it is read: nothing
/// that has ended is ever served, and nothing stale but for a reason.
/// </summary>
/// <param name="MayAnswer">Whether it may.</param>
/// <param name="IsStale">Whether its time is over and it has not ended.</param>
/// <param name="Staleness">Why it may all the same.</param>
/// <param name="Left">How long it is still fresh, or, negative, for how long it has not been.</param>
internal readonly record struct Freshness(bool MayAnswer, bool IsStale, Staleness Staleness, TimeSpan Left)
{
    private static Freshness Ended => default;

    public static Freshness Fresh(TimeSpan left) => new(true, false, Staleness.Fresh, left);

    /// <param name="request">Who asks, and on which occasion.</param>
    /// <param name="resident">The entry.</param>
    /// <param name="now">The moment.</param>
    public static Freshness Of(in NormalizedRequest request, Resident resident, DateTimeOffset now) =>
        Of(request, resident.Summary, new EntryUse(resident.LastUsedAt, resident.Demand), now);

    /// <inheritdoc cref="Of(in NormalizedRequest, Resident, DateTimeOffset)"/>
    public static Freshness Of(in NormalizedRequest request, EntrySummary summary, in EntryUse use, DateTimeOffset now)
    {
        if (summary.HasEnded(now, use.LastUsedAt, use.Demand))
            return Ended;

        // Clocks are set back, too: nothing is fresh for longer than it was when it was stored.
        var left = summary.Expiry.FreshUntil(use.Demand) - (now > summary.CreatedAt ? now : summary.CreatedAt);
        if (left > TimeSpan.Zero)
            return Fresh(left);

        var (directives, leeway, staleFor) = (request.Request.Directives, summary.Expiry.Leeway, -left);

        // Who names an age wants no older answer, and so none that is stale, unless he says so (RFC 9111, section 5.2.1).
        var isUpToUs = directives.MaxAge is null;
        var why = request.Stale switch
        {
            StaleUse.Revalidate when isUpToUs && staleFor < leeway.StaleWhileRevalidate => Staleness.WhileRevalidate,
            StaleUse.Error when isUpToUs && staleFor < leeway.StaleIfError => Staleness.IfError,
            _ => staleFor <= directives.AcceptStale ? Staleness.Accepted : Staleness.Fresh,
        };
        return new Freshness(why != Staleness.Fresh, true, why, left);
    }
}

/// <summary>What its use says of an entry's end.</summary>
/// <param name="LastUsedAt">When it was stored or last answered.</param>
/// <param name="Demand">The use that may lengthen its life.</param>
internal readonly record struct EntryUse(DateTimeOffset LastUsedAt, long Demand);
