using System.Diagnostics;

namespace Likewise;

/// <summary>
/// Reads the records of a log's files back, in their order. What a file means by its own numbers (names, places, entries, lookups
/// of a run) gets numbers that hold for the whole reading.
/// </summary>
internal sealed class DecisionDecoder
{
    private const int CandidatesMax = 128;

    private readonly Dictionary<EntryId, LoggedEntry> _known = [];
    private readonly List<LoggedEntry> _entries = [];
    private readonly List<LoggedPlace> _places = [];
    private readonly List<string> _names = [];
    private readonly Queue<LoggedRecord> _read = [];
    private LoggedRun? _run;
    private long _lastTicks, _lastLookup, _lookupsBefore, _lookupsMax;

    /// <summary>Reads the records of a block.</summary>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    public void Read(ReadOnlySpan<byte> body)
    {
        var rest = new LogSpan(body);
        while (!rest.IsEmpty)
        {
            var kind = (RecordKind)rest.Byte();
            var record = new LogSpan(rest.Block());
            if (_run is null && kind is not (RecordKind.Run or RecordKind.Gap))
                throw LogSpan.Broken();
            if (Read(kind, ref record) is { } read)
                _read.Enqueue(read);
        }
    }

    /// <summary>The next record that was read; null when there is none.</summary>
    public LoggedRecord? Take() => _read.TryDequeue(out var record) ? record : null;

    private LoggedRecord? Read(RecordKind kind, ref LogSpan record)
    {
        switch (kind)
        {
            case RecordKind.Run:
                return BeginRun(LoggedRunText.Read(ref record));
            case RecordKind.Gap:
                return new LoggedGap(record.Signless(), 0);
            case RecordKind.Name:
                _names.Add(record.Text());
                return null;
            case RecordKind.Place:
                _places.Add(PlaceOf(ref record));
                return null;
            case RecordKind.Entry:
                return EntryOf(ref record);
            case RecordKind.Lookup:
                return LookupOf(ref record);
            case RecordKind.Removal:
                var gone = _entries[From(_entries.Count, ref record)].Number;
                return new LoggedRemoval(gone, Time(ref record), (RemovalReason)record.Byte());
            case RecordKind.Outcome:
                return OutcomeOf(ref record);
            case RecordKind.Label:
                return new LoggedLabel(_lookupsBefore + record.Signless(), record.Word());
            case RecordKind.Terms:
                var at = From(_places.Count, ref record);
                _places[at] = _places[at] with { SimilarityMin = record.Number(), ConsideredMin = record.Number() };
                return null;
            default:
                return null; // Of a later release, which may add kinds.
        }
    }

    /// <summary>Each file begins with the run that writes it; one that goes on in another file goes on counting.</summary>
    private LoggedRun BeginRun(LoggedRun run)
    {
        if (run.Id != _run?.Id)
            _lookupsBefore = _lookupsMax;
        _run = run;
        _entries.Clear();
        _places.Clear();
        _names.Clear();
        (_lastTicks, _lastLookup) = (run.At.UtcTicks, 0);
        return run;
    }

    private LoggedPlace PlaceOf(ref LogSpan record)
    {
        var place = new LoggedPlace(record.Word(), record.Word(), record.Word(), record.Word());
        return HasText ? place with { Names = (record.Text(), record.Text(), record.Text()) } : place;
    }

    private LoggedEntry? EntryOf(ref LogSpan record)
    {
        var id = record.Id();
        var place = _places[From(_places.Count, ref record)];
        var (fingerprint, origin) = (record.Word(), record.Signless());
        var createdAt = Time(ref record);
        var expiry = new Expiry(
            LoggedRunText.TimeOf(createdAt.UtcTicks + record.Signed()),
            record.Signless() is var window and > 0 ? new TimeSpan(window) : null);
        var isKnown = _known.TryGetValue(id, out var entry);
        entry ??= new LoggedEntry
        {
            Number = _known.Count,
            Id = id,
            Place = place,
            Fingerprint = fingerprint,
            Origin = origin == 0 ? 0 : _lookupsBefore + origin,
            CreatedAt = createdAt,
            Expiry = expiry,
            Cost = new TokenUsage(record.Signless(), record.Signless()),
            Latency = TimeSpan.FromMicroseconds(record.Signless()),
            Prompt = HasText ? record.Text() : null,
        };
        _entries.Add(entry);
        _known[id] = entry;
        return isKnown ? null : entry; // A file that goes on names it again.
    }

    private LoggedLookup LookupOf(ref LogSpan record)
    {
        _lastLookup += record.Signed();
        var number = _lookupsBefore + _lastLookup;
        _lookupsMax = Math.Max(_lookupsMax, number);
        var at = Time(ref record);
        var place = _places[From(_places.Count, ref record)];
        var fingerprint = record.Word();
        var flags = (LookupFlags)record.Small(int.MaxValue);
        double? similarityMin = flags.HasFlag(LookupFlags.SimilarityMin) ? record.Number() : null;
        TimeSpan? maxAge = flags.HasFlag(LookupFlags.MaxAge) ? new TimeSpan(record.Signless()) : null;
        var code = record.Byte();
        var isHit = flags.HasFlag(LookupFlags.Hit);
        return new LoggedLookup
        {
            Number = number,
            At = at,
            Place = place,
            Fingerprint = fingerprint,
            SimilarityMin = similarityMin,
            MaxAge = maxAge,
            MayStore = flags.HasFlag(LookupFlags.MayStore),
            IsAuditDue = flags.HasFlag(LookupFlags.AuditDue),
            IsWithheld = flags.HasFlag(LookupFlags.Withheld),
            HasTierFailed = flags.HasFlag(LookupFlags.TierFailed),
            Tier = isHit ? (HitTier)code : null,
            Reason = isHit ? default : (MissReason)code,
            Rule = _names[From(_names.Count, ref record)],
            Entry = record.Small(_entries.Count) is var entry and > 0 ? _entries[entry - 1].Number : -1,
            Took = TimeSpan.FromMicroseconds(record.Signless()),
            Prompt = HasText ? record.Text() : null,
            Candidates = CandidatesOf(ref record),
        };
    }

    private LoggedCandidate[] CandidatesOf(ref LogSpan record)
    {
        var candidates = new LoggedCandidate[record.Small(CandidatesMax)];
        for (var at = 0; at < candidates.Length; at++)
        {
            var entry = _entries[From(_entries.Count, ref record)].Number;
            var similarity = record.Number();
            var fate = (CandidateFate)record.Small(int.MaxValue);
            var objections = fate.HasFlag(CandidateFate.GuardsKnown) ? (Guards)(int)(uint)record.Count() : Guards.None;
            var score = fate.HasFlag(CandidateFate.Scored) ? record.Number() : double.NaN;
            var rule = fate.HasFlag(CandidateFate.Verified) ? _names[From(_names.Count, ref record)] : "";
            candidates[at] = new LoggedCandidate(entry, similarity, fate, objections, score, rule);
        }

        return candidates;
    }

    private LoggedOutcome OutcomeOf(ref LogSpan record)
    {
        var lookup = record.Signless();
        var entry = _entries[From(_entries.Count, ref record)].Number;
        var at = Time(ref record);
        var code = record.Byte();
        return new LoggedOutcome(
            lookup == 0 ? 0 : _lookupsBefore + lookup, entry, at, (OutcomeSource)(code >> 1), (code & 1) != 0);
    }

    private bool HasText
    {
        get
        {
            Debug.Assert(_run is not null, "Nothing is read before a run has begun.");
            return _run.IncludesText;
        }
    }

    /// <summary>Numbers in a file begin with 1.</summary>
    private static int From(int count, ref LogSpan record) =>
        record.Small(count) is var number and > 0 ? number - 1 : throw LogSpan.Broken();

    private DateTimeOffset Time(ref LogSpan record)
    {
        _lastTicks += record.Signed();
        return LoggedRunText.TimeOf(_lastTicks);
    }
}
