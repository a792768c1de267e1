using System.Text;

namespace Likewise;

/// <summary>
/// Puts notes into the records of a decision log, format in <c>docs/formats/decision-log.md</c>. Names, places and entries are
/// written once in a file, and meant by their number from then on. Not safe for concurrent calls.
/// </summary>
internal sealed class DecisionEncoder(LoggedRun run, bool includesText)
{
    private const int TextCharsMax = 4_096;

    private readonly LogBytes _body = new(), _record = new();
    private readonly Dictionary<EntryId, int> _entries = [];
    private readonly Dictionary<PlaceKey, int> _places = [];
    private readonly HashSet<int> _placesWithTerms = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _digests = new(StringComparer.Ordinal);
    private long _lastTicks, _lastLookup;

    public int Length => _body.Length;

    public ReadOnlySpan<byte> Body => _body.Written;

    /// <summary>Begins a block.</summary>
    /// <param name="isFresh">Whether it is the first one written to a file that was just opened.</param>
    /// <param name="now">When.</param>
    public void Begin(bool isFresh, DateTimeOffset now)
    {
        _body.Clear();
        if (!isFresh)
            return;

        _entries.Clear();
        _places.Clear();
        _placesWithTerms.Clear();
        _names.Clear();
        (_lastTicks, _lastLookup) = (now.UtcTicks, 0);
        LoggedRunText.Write(run with { At = now }, _record);
        End(RecordKind.Run);
    }

    public void AddGap(long dropped)
    {
        _record.Count(dropped);
        End(RecordKind.Gap);
    }

    public void Add(DecisionNote note)
    {
        switch (note.Kind)
        {
            case NoteKind.Lookup:
                AddLookup(note);
                break;
            case NoteKind.Stored:
                EntryOf(note.Entry!, note.Lookup); // Each note has what its kind needs.
                break;
            case NoteKind.Removed:
                AddRemoval(note);
                break;
            case NoteKind.Outcome:
                AddOutcome(note);
                break;
            case NoteKind.Label:
                _record.Count(note.Lookup);
                _record.Word(DigestOf(note.Label!));
                End(RecordKind.Label);
                break;
        }
    }

    private void AddRemoval(DecisionNote note)
    {
        if (!_entries.TryGetValue(note.Entry!.Id, out var entry))
            return; // Nothing in this file speaks of it, and nothing will.

        _record.Count(entry);
        Time(note.At);
        _record.Byte((byte)note.Removal);
        End(RecordKind.Removal);
    }

    private void AddOutcome(DecisionNote note)
    {
        var entry = EntryOf(note.Entry!, origin: 0);
        _record.Count(note.Lookup);
        _record.Count(entry);
        Time(note.At);
        _record.Byte((byte)((int)note.Source << 1 | (note.IsRight ? 1 : 0)));
        End(RecordKind.Outcome);
    }

    private void AddLookup(DecisionNote note)
    {
        // 1. What the record speaks of, where it is new.
        var (request, result) = (note.Request, note.Result!);
        var facts = LookupFacts.Of(result);
        var place = PlaceOf(
            request.Key.Scope, request.Request.Tenant, request.Request.Namespace, request.Request.Model);
        if (request.Terms?.SimilarityMin is { } servedMin && _placesWithTerms.Add(place))
            AddTerms(place, servedMin);
        var rule = NameOf(facts.Rule);
        var entry = facts.Entry is null ? 0 : EntryOf(facts.Entry, origin: 0);
        foreach (var candidate in note.Candidates)
        {
            EntryOf(candidate.Candidate.Summary, origin: 0);
            NameOf(candidate.RuleIfVerified);
        }

        // 2. The lookup.
        var directives = request.Request.Directives;
        _record.Signed(note.Lookup - _lastLookup);
        _lastLookup = note.Lookup;
        Time(note.At);
        _record.Count(place);
        _record.Word(DigestPrefix.Of(request.Key.Fingerprint));
        _record.Count((ulong)FlagsOf(note, facts));
        if (directives.SimilarityMin is { } similarityMin)
            _record.Number(similarityMin);
        if (directives.MaxAge is { } maxAge)
            _record.Count(maxAge.Ticks);
        _record.Byte(facts.Code);
        _record.Count(rule);
        _record.Count(entry);
        _record.Count((long)Math.Max(0, result.Timings.Total.TotalMicroseconds));
        if (includesText)
            _record.Text(Cut(request.EmbeddingText));

        // 3. What it looked at.
        _record.Count(note.Count);
        foreach (var candidate in note.Candidates)
            AddCandidate(candidate, note);
        End(RecordKind.Lookup);
    }

    private void AddCandidate(in NotedCandidate noted, DecisionNote note)
    {
        var (candidate, fate, verdict) = noted;
        fate |= CandidateFates.Of(noted, note.Request.Viewer, note.At);
        var objections = Guards.None;
        if (candidate.Similarity >= run.GuardsFrom && TryAskGuards(note, candidate, out objections))
            fate |= CandidateFate.GuardsKnown;
        if (verdict.Score is not null)
            fate |= CandidateFate.Scored;

        _record.Count(_entries[candidate.Summary.Id]);
        _record.Number(candidate.Similarity);
        _record.Count((ulong)fate);
        if (fate.HasFlag(CandidateFate.GuardsKnown))
            _record.Count((ulong)objections);
        if (verdict.Score is { } score)
            _record.Number(score);
        if (fate.HasFlag(CandidateFate.Verified))
            _record.Count(NameOf(noted.RuleIfVerified));
    }

    /// <summary>All of them, those that are switched off too: it is done here, where no request waits for it.</summary>
    private static bool TryAskGuards(DecisionNote note, in Candidate candidate, out Guards objections)
    {
        objections = Guards.None;
        try
        {
            var asked = note.Features ??= PromptFeatures.Of(note.Request.EmbeddingText);
            var stored = candidate.Summary.Features;
            foreach (var (kind, guard) in GuardRoster.All)
                objections |= guard.ObjectionTo(asked, stored) is null ? Guards.None : kind;
            return true;
        }
#pragma warning disable CA1031 // A rule that some text breaks is a fault of the decision too, and said there.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static LookupFlags FlagsOf(DecisionNote note, in LookupFacts facts)
    {
        var directives = note.Request.Request.Directives;
        return (facts.IsHit ? LookupFlags.Hit : 0)
            | (facts.IsAuditDue ? LookupFlags.AuditDue : 0)
            | (directives.NoStore ? 0 : LookupFlags.MayStore)
            | (directives.SimilarityMin is null ? 0 : LookupFlags.SimilarityMin)
            | (directives.MaxAge is null ? 0 : LookupFlags.MaxAge)
            | (note.HasTierFailed ? LookupFlags.TierFailed : 0)
            | (note.Request.IsWithheld && facts.IsHit ? LookupFlags.Withheld : 0);
    }

    private int EntryOf(EntrySummary summary, long origin)
    {
        if (_entries.TryGetValue(summary.Id, out var known))
            return known;

        var place = PlaceOf(summary.Key.Scope, summary.Tenant, summary.Namespace, summary.Model);
        var number = _entries.Count + 1;
        _entries.Add(summary.Id, number);
        _record.Id(summary.Id);
        _record.Count(place);
        _record.Word(DigestPrefix.Of(summary.Key.Fingerprint));
        _record.Count(origin);
        Time(summary.CreatedAt);
        _record.Signed(summary.Expiry.At.UtcTicks - summary.CreatedAt.UtcTicks);
        _record.Count(summary.Expiry.Sliding?.Ticks ?? 0);
        _record.Count(Math.Max(0, summary.Cost.InputTokens));
        _record.Count(Math.Max(0, summary.Cost.OutputTokens));
        _record.Count((long)Math.Max(0, summary.Latency.TotalMicroseconds));
        if (includesText)
            _record.Text(Cut(summary.Prompt));
        End(RecordKind.Entry);
        return number;
    }

    private int PlaceOf(Scope scope, string tenant, string @namespace, string model)
    {
        var key = new PlaceKey(DigestPrefix.Of(scope), DigestOf(tenant), DigestOf(@namespace), DigestOf(model));
        if (_places.TryGetValue(key, out var known))
            return known;

        var number = _places.Count + 1;
        _places.Add(key, number);
        _record.Word(key.Scope);
        _record.Word(key.Tenant);
        _record.Word(key.Namespace);
        _record.Word(key.Model);
        if (includesText)
        {
            _record.Text(Cut(tenant));
            _record.Text(Cut(@namespace));
            _record.Text(Cut(model));
        }

        End(RecordKind.Place);
        return number;
    }

    private void AddTerms(int place, double servedMin)
    {
        _record.Count(place);
        _record.Number(servedMin);
        _record.Number(run.RescuedMin < servedMin ? run.RescuedMin.Value : servedMin);
        End(RecordKind.Terms);
    }

    private int NameOf(string name)
    {
        if (_names.TryGetValue(name, out var known))
            return known;

        var number = _names.Count + 1;
        _names.Add(name, number);
        _record.Text(Cut(name));
        End(RecordKind.Name);
        return number;
    }

    private ulong DigestOf(string name)
    {
        if (_digests.TryGetValue(name, out var known))
            return known;
        if (_digests.Count >= 10_000)
            _digests.Clear(); // Made again when needed: nobody has so many tenants at a time.
        return _digests[name] = Digest.Of(Encoding.UTF8.GetBytes(name)).Prefix;
    }

    private void Time(DateTimeOffset at)
    {
        _record.Signed(at.UtcTicks - _lastTicks);
        _lastTicks = at.UtcTicks;
    }

    private void End(RecordKind kind)
    {
        _body.Byte((byte)kind);
        _body.Block(_record.Written);
        _record.Clear();
    }

    private static string Cut(string text) => text.Length <= TextCharsMax ? text : text[..TextCharsMax];

    private readonly record struct PlaceKey(ulong Scope, ulong Tenant, ulong Namespace, ulong Model);
}
