using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Fetches fresh answers behind stale ones: one at a time for each entry, so many at once for all, and after a failure none for
/// a while. Nobody waits for any of it.
/// </summary>
/// <remarks>
/// Everything is under one lock, which is taken for stale hits alone, and before that of the background's work. An entry has a
/// turn here from its first refresh until one succeeds; turns of entries that nobody asks for any more are forgotten when there
/// are too many.
/// </remarks>
internal sealed class Refresher(
    SemanticCacheOptions options, BackgroundWork background, TimeProvider time, ILogger logger)
{
    private const int TurnsMax = 4096;
    private const int DoublingsMax = 6;

    private readonly int _atOnceMax = options.Stale.RefreshesMax;
    private readonly TimeSpan _pause = options.Stale.RefreshPause;
    private readonly (Func<Exception, ModelFaults> Of, ModelFaults Masked) _faults =
        (options.Stale.FaultOf, FaultsMasked(options));

    private readonly SeamGuard _guard = new("refreshing model", options.Stale.RefreshTimeout, time, logger);
    private readonly Dictionary<EntryId, Turn> _turns = [];
    private readonly Lock _lock = new();
    private long _staleHits, _onError, _started, _succeeded, _failed, _skipped;
    private int _inFlight;

    /// <summary>Whether a stale answer may stand in for what the model threw.</summary>
    public bool Masks(Exception fault) => _faults.Masked != ModelFaults.None && (_faults.Of(fault) & _faults.Masked) != 0;

    /// <summary>A stale answer was given.</summary>
    public void Served(Staleness staleness)
    {
        if (staleness != Staleness.Fresh)
            Interlocked.Increment(ref staleness == Staleness.IfError ? ref _onError : ref _staleHits);
    }

    /// <summary>Begins to fetch, unless it is done already or may not be done now. Never throws, and does not wait.</summary>
    /// <param name="id">The stale entry.</param>
    /// <param name="fetch">Calls the model and stores what it says; false where nothing was stored.</param>
    public void Start(EntryId id, Func<CancellationToken, ValueTask<bool>> fetch)
    {
        lock (_lock)
        {
            if (_turns.TryGetValue(id, out var turn) && turn.IsInFlight)
                return;
            if (_inFlight >= _atOnceMax || time.GetUtcNow() < turn.NotBefore || !HasRoom()
                || !background.TryAdd(WorkClass.Refresh, token => RunAsync(id, fetch, token), () => End(id, isStored: false)))
            {
                _skipped++;
                return;
            }

            BeginLocked(id, turn);
        }
    }

    /// <summary>Lets somebody else fetch a fresh answer, unless it is done already or may not be done now.</summary>
    /// <returns>Whether it may be done; then <see cref="End"/> is to be told.</returns>
    public bool TryBegin(EntryId id)
    {
        lock (_lock)
        {
            if (_turns.TryGetValue(id, out var turn) && turn.IsInFlight)
                return false;
            if (time.GetUtcNow() < turn.NotBefore || !HasRoom())
            {
                _skipped++;
                return false;
            }

            BeginLocked(id, turn);
            return true;
        }
    }

    /// <summary>A fresh answer was fetched, or was not.</summary>
    public void End(EntryId id, bool isStored)
    {
        lock (_lock)
        {
            _inFlight--;
            if (isStored)
            {
                _succeeded++;
                _turns.Remove(id);
            }
            else
            {
                _failed++;
                var failures = _turns[id].Failures + 1;
                var pause = _pause * (1 << Math.Min(failures - 1, DoublingsMax));
                _turns[id] = new Turn(false, failures, time.GetUtcNow() + pause);
            }
        }
    }

    public RefreshStatistics GetStatistics()
    {
        lock (_lock)
        {
            return new RefreshStatistics
            {
                StaleHits = Interlocked.Read(ref _staleHits),
                ServedOnError = Interlocked.Read(ref _onError),
                Started = _started,
                Succeeded = _succeeded,
                Failed = _failed,
                Skipped = _skipped,
                InFlight = _inFlight,
            };
        }
    }

    /// <summary>None where no entry can have a window for it: a failing model is then not followed by a search in vain.</summary>
    private static ModelFaults FaultsMasked(SemanticCacheOptions options) =>
        options.Stale.IfError > TimeSpan.Zero || options.Life.Rules.Any(rule => rule.StaleIfError > TimeSpan.Zero)
            ? options.Stale.On
            : ModelFaults.None;

    private async ValueTask<bool> RunAsync(
        EntryId id, Func<CancellationToken, ValueTask<bool>> fetch, CancellationToken cancellationToken)
    {
        var isStored = false;
        try
        {
            var attempt = await _guard.CallAsync(fetch, static (call, token) => call(token), cancellationToken)
                .ConfigureAwait(false);
            return isStored = attempt is { Succeeded: true, Value: true };
        }
        finally
        {
            End(id, isStored);
        }
    }

    private void BeginLocked(EntryId id, Turn turn)
    {
        _turns[id] = turn with { IsInFlight = true };
        _inFlight++;
        _started++;
    }

    /// <summary>Whether there is room for one more entry, once those whose pause is over are forgotten.</summary>
    private bool HasRoom()
    {
        if (_turns.Count < TurnsMax)
            return true;

        var now = time.GetUtcNow();
        foreach (var (id, turn) in _turns)
        {
            if (!turn.IsInFlight && turn.NotBefore <= now)
                _turns.Remove(id);
        }

        return _turns.Count < TurnsMax;
    }

    private readonly record struct Turn(bool IsInFlight, int Failures, DateTimeOffset NotBefore);
}
