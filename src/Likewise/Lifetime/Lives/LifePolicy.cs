namespace Likewise;

/// <summary>
/// Says how long an entry lives. A pure function of the options, the request, the answer, the caller's wishes and the moment;
/// what use adds to it is in the <see cref="Leeway"/> that it gives.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>The operator's rules: the shortest that fit, else the options.</item>
/// <item>The caller's wish: within the rules where one fits, else within <see cref="SemanticCacheOptions.TimeToLiveMax"/>.</item>
/// <item>Volatility, where the caller wished for nothing: a guess may shorten, and never lengthens.</item>
/// <item>Jitter: shortens too, so that no life is ever longer than was said.</item>
/// <item>Growth: as far as the options let it, and not for what is volatile.</item>
/// </list>
/// </remarks>
internal sealed class LifePolicy(SemanticCacheOptions options)
{
    private readonly TimeSpan _timeToLive = options.TimeToLive;
    private readonly TimeSpan _lifeMax = options.TimeToLiveMax;
    private readonly TimeSpan _grownMax = options.Life.GrownMax ?? options.TimeToLiveMax;
    private readonly TimeSpan? _slidingWindow = options.SlidingWindow;
    private readonly (TimeSpan WhileRevalidate, TimeSpan IfError) _stale = (options.Stale.WhileRevalidate, options.Stale.IfError);
    private readonly LifeRule[] _rules = [.. options.Life.Rules];
    private readonly (double Jitter, double Growth) _share = (options.Life.Jitter, options.Life.Growth);
    private readonly bool _readsVolatility = options.Life.ReadsVolatility;
    private readonly TimeSpan[] _volatileMax =
        [TimeSpan.MaxValue, options.Life.RecentMax, options.Life.DailyMax, options.Life.MomentaryMax];

    public EntryLife Of(in NormalizedRequest request, RecordedResponse response, EntryOptions wishes, DateTimeOffset now)
    {
        var rules = RulesFor(request.Request.Namespace, wishes.Tags);

        // 1 and 2. What the operator and the caller say.
        var ruled = Shortest(rules, rule => rule.TimeToLive);
        var life = Least(wishes.TimeToLive ?? ruled ?? _timeToLive, Least(ruled ?? _lifeMax, _lifeMax));

        // 3. What prompt and answer say.
        var volatility = _readsVolatility && Array.TrueForAll(rules, rule => rule.ReadsVolatility)
            ? VolatilityReader.Of(request.EmbeddingText, response.Text, now.Year)
            : VolatilityFinding.None;
        var isCut = wishes.TimeToLive is null && _volatileMax[(int)volatility.Volatility] < life;
        if (isCut)
            life = _volatileMax[(int)volatility.Volatility];

        // 4. Not all at once.
        life = Shortened(life, request.Key);

        // 5. Beyond its time.
        var stale = new Leeway
        {
            StaleWhileRevalidate = Least(
                wishes.StaleWhileRevalidate ?? TimeSpan.MaxValue,
                Shortest(rules, rule => rule.StaleWhileRevalidate) ?? _stale.WhileRevalidate),
            StaleIfError = Least(
                wishes.StaleIfError ?? TimeSpan.MaxValue, Shortest(rules, rule => rule.StaleIfError) ?? _stale.IfError),
        };
        var sliding = wishes.SlidingWindow ?? Shortest(rules, rule => rule.SlidingWindow) ?? _slidingWindow;
        return new EntryLife(
            new Expiry(now + life, sliding)
            {
                Leeway = volatility.Volatility == Volatility.Lasting ? Growing(stale, life) : stale,
            },
            volatility) { IsCut = isCut };
    }

    /// <summary>The life of an entry that is brought in: none of its ends lies later than one of its own could.</summary>
    public Expiry Cut(in Expiry expiry, DateTimeOffset now)
    {
        var last = now + _lifeMax;
        var at = expiry.At < last ? expiry.At : last;
        var left = last - at;
        var longer = Least(expiry.Leeway.LongerMax, left);
        return expiry with
        {
            At = at,
            Leeway = expiry.Leeway with
            {
                LongerMax = longer,
                StaleWhileRevalidate = Least(expiry.Leeway.StaleWhileRevalidate, left - longer),
                StaleIfError = Least(expiry.Leeway.StaleIfError, left - longer),
            },
        };
    }

    private LifeRule[] RulesFor(string @namespace, IReadOnlyList<string> tags) =>
        _rules.Length == 0 ? [] : Array.FindAll(_rules, rule => rule.Matches(@namespace, tags));

    private TimeSpan Shortened(TimeSpan life, in ExactKey key)
    {
        if (_share.Jitter == 0)
            return life;

        var share = (key.Fingerprint.Prefix >> 11) * (1.0 / (1UL << 53)); // 53 bits: a double in [0, 1).
        return life - (life * (_share.Jitter * share));
    }

    private Leeway Growing(Leeway leeway, TimeSpan life)
    {
        if (_share.Growth == 0 || life >= _grownMax)
            return leeway;

        return leeway with { PerDoubling = Least(life, _lifeMax) * _share.Growth, LongerMax = _grownMax - life };
    }

    private static TimeSpan? Shortest(LifeRule[] rules, Func<LifeRule, TimeSpan?> said)
    {
        TimeSpan? shortest = null;
        foreach (var rule in rules)
            shortest = said(rule) is { } one && !(one >= shortest) ? one : shortest;
        return shortest;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
