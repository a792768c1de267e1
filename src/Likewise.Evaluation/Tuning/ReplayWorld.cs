using System.Runtime.InteropServices;

namespace Likewise.Evaluation;

/// <summary>
/// What happened, as far as all replays share it: keys, entries and lookups by number. Grows with the entries and keys of a log;
/// of a lookup it keeps twelve bytes.
/// </summary>
internal sealed class ReplayWorld
{
    private readonly Dictionary<(ulong Scope, ulong Fingerprint), int> _keys = [];
    private readonly List<ReplayEntry> _entries = [];
    private readonly List<long> _lookupTicks = [0];
    private readonly List<int> _servedThen = [-1];

    /// <summary>What is in force.</summary>
    public LoggedRun? Run { get; private set; }

    /// <returns>Whether it is another run, and nothing is left of the one before.</returns>
    public bool Add(LoggedRun run)
    {
        var isEmptied = Run is not null && Run.Id != run.Id && !run.IsDurable;
        Run = run;
        return isEmptied;
    }

    public void Add(LoggedEntry entry) => _entries.Add(new ReplayEntry
    {
        Key = KeyOf(entry.Place.Scope, entry.Fingerprint),
        Origin = entry.Origin,
        CreatedTicks = entry.CreatedAt.UtcTicks,
        GoneTicks = long.MaxValue,
        HasLifeInForce = entry.Expiry.At - entry.CreatedAt == Run?.TimeToLive,
        Tokens = entry.Cost.TotalTokens,
        LatencyTicks = entry.Latency.Ticks,
    });

    public void Add(LoggedRemoval removal)
    {
        ref var entry = ref Of(removal.Entry);
        (entry.GoneTicks, entry.HasEnded) = (removal.At.UtcTicks, removal.Reason == RemovalReason.Ended);
    }

    /// <summary>Numbers a lookup's key. Those of lookups that the log lacks are left empty.</summary>
    public int Add(LoggedLookup lookup)
    {
        Grow(_lookupTicks, lookup.Number, 0);
        Grow(_servedThen, lookup.Number, -1);
        _lookupTicks[(int)lookup.Number] = lookup.At.UtcTicks;
        _servedThen[(int)lookup.Number] = lookup.Tier is null ? -1 : lookup.Entry;
        return KeyOf(lookup.Place.Scope, lookup.Fingerprint);
    }

    public ref ReplayEntry Of(int entry) => ref CollectionsMarshal.AsSpan(_entries)[entry];

    /// <summary>When a lookup was decided.</summary>
    public long TicksOf(long lookup) => _lookupTicks[(int)lookup];

    /// <summary>The entry that answered a lookup then; -1 for none.</summary>
    public int ServedThen(long lookup) => _servedThen[(int)lookup];

    private static void Grow<T>(List<T> list, long index, T empty)
    {
        while (list.Count <= index)
            list.Add(empty);
    }

    private int KeyOf(ulong scope, ulong fingerprint)
    {
        ref var key = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, (scope, fingerprint), out var isKnown);
        if (!isKnown)
            key = _keys.Count;
        return key;
    }
}
