namespace Likewise;

/// <summary>
/// Keeps calls of models that nobody waits for within a budget: of calls a minute, of tokens and cost an hour, and of each
/// altogether. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Windows slide: no minute, wherever it begins, has more calls than a minute may have. What calls take is known when they have
/// ended, so those under way are reckoned with the mean of those before; the first ones may go over by what they take.
/// </remarks>
public sealed class ModelBudget
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Hour = TimeSpan.FromHours(1);

    /// <summary>How often is looked again where only the end of calls under way can make room.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ModelBudgetOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Queue<long> _begun = [];
    private readonly Queue<(long At, long Tokens, decimal Cost)> _lastHour = [];
    private long _calls, _ended, _tokens, _hourTokens;
    private decimal _cost, _hourCost;

    /// <param name="options">The limits. Not to be changed any more.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">A limit is out of range.</exception>
    public ModelBudget(ModelBudgetOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_options, _time) = (options, time ?? TimeProvider.System);
    }

    /// <summary>Calls that were begun.</summary>
    public long Calls
    {
        get
        {
            lock (_lock)
                return _calls;
        }
    }

    /// <summary>Tokens that they took.</summary>
    public long Tokens
    {
        get
        {
            lock (_lock)
                return _tokens;
        }
    }

    /// <summary>What they cost, as far as their models have a price.</summary>
    public decimal Cost
    {
        get
        {
            lock (_lock)
                return _cost;
        }
    }

    /// <summary>Takes a call, where there is one now.</summary>
    /// <param name="model">Which model is to be asked.</param>
    /// <param name="wait">
    /// How long until there may be one; <see cref="Timeout.InfiniteTimeSpan"/> where there will be none.
    /// </param>
    public bool TryTake(string model, out TimeSpan wait)
    {
        lock (_lock)
        {
            wait = WaitLocked(model);
            if (wait != TimeSpan.Zero)
                return false;

            _calls++;
            if (_options.CallsPerMinuteMax is not null)
                _begun.Enqueue(_time.GetTimestamp());
            return true;
        }
    }

    /// <summary>Takes a call as soon as there is one.</summary>
    /// <param name="model">Which model is to be asked.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False where there will be none.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<bool> TakeAsync(string model, CancellationToken cancellationToken = default)
    {
        TimeSpan wait;
        while (!TryTake(model, out wait))
        {
            if (wait == Timeout.InfiniteTimeSpan)
                return false;
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Takes down what a call took; nothing where it failed.</summary>
    /// <param name="model">Which model answered.</param>
    /// <param name="usage">What it read and wrote.</param>
    public void Spend(string model, TokenUsage usage)
    {
        var cost = _options.CostOf(model, usage) ?? 0;
        lock (_lock)
        {
            _ended++;
            _tokens += usage.TotalTokens;
            _cost += cost;
            if ((_options.TokensPerHourMax ?? _options.CostPerHourMax) is null)
                return;
            _hourTokens += usage.TotalTokens;
            _hourCost += cost;
            _lastHour.Enqueue((_time.GetTimestamp(), usage.TotalTokens, cost));
        }
    }

    private TimeSpan WaitLocked(string model)
    {
        // 1. Is there any left at all?
        if (_calls >= _options.CallsMax || _tokens >= _options.TokensMax || _cost >= _options.CostMax
            || (_options.LimitsCost && _options.CostOf(model, new TokenUsage(1, 1)) is null))
            return Timeout.InfiniteTimeSpan;

        // 2. In this minute, and in this hour?
        var now = _time.GetTimestamp();
        Forget(now);
        if (_begun.Count >= _options.CallsPerMinuteMax)
            return Minute - _time.GetElapsedTime(_begun.Peek(), now);
        if (_hourTokens >= _options.TokensPerHourMax || _hourCost >= _options.CostPerHourMax)
            return Hour - _time.GetElapsedTime(_lastHour.Peek().At, now);

        // 3. And with what is under way?
        var underWay = _calls - _ended;
        var (tokens, cost) = _ended == 0 ? (0, 0) : (_tokens / _ended * underWay, _cost / _ended * underWay);
        var isSpoken = _tokens + tokens >= _options.TokensMax || _cost + cost >= _options.CostMax
            || _hourTokens + tokens >= _options.TokensPerHourMax || _hourCost + cost >= _options.CostPerHourMax;
        return underWay > 0 && isSpoken ? Step : TimeSpan.Zero;
    }

    private void Forget(long now)
    {
        while (_begun.TryPeek(out var at) && _time.GetElapsedTime(at, now) >= Minute)
            _begun.Dequeue();
        while (_lastHour.TryPeek(out var spent) && _time.GetElapsedTime(spent.At, now) >= Hour)
        {
            _lastHour.Dequeue();
            _hourTokens -= spent.Tokens;
            _hourCost -= spent.Cost;
        }
    }
}
