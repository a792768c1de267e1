using System.Runtime.InteropServices;
using System.Text;

namespace Likewise.Sqlite;

/// <summary>
/// Makes entries of rows. Every value is checked against the row's checksum before any is looked at, so that what follows reads
/// only what was written.
/// </summary>
internal sealed class EntryRowReader(Connection connection)
{
    /// <summary>What is wrong with a row of which only the record of its use cannot be believed.</summary>
    public const string ActivityFault = "its activity is missing or its checksum differs";

    private readonly Statement _findEmbedder = connection.Prepare("SELECT identity FROM embedders WHERE embedder = ?1");
    private readonly Dictionary<long, Embedder> _embedders = [];
    private Leeway _leeway = Leeway.None; // The same from row to row, mostly.
    private readonly TextMemo _tenant = new(), _namespace = new(), _model = new();

    /// <param name="row">Stands on a row of <see cref="EntryColumns.Select"/>, or of the one without payload.</param>
    /// <param name="withPayload">Which of the two.</param>
    /// <param name="fault">What is wrong with the row where null is returned; else null.</param>
    public Entry? Read(Statement row, bool withPayload, out string? fault)
    {
        var embedder = FindEmbedder(row.Int64(EntryColumns.Embedder));
        fault = FindFault(row, embedder, withPayload);
        if (fault is not null || embedder is null)
            return null;

        return new Entry(
            ReadSummary(row, embedder.Identity),
            MemoryMarshal.Cast<byte, float>(row.Bytes(EntryColumns.Vector)).ToArray(),
            withPayload ? row.Bytes(EntryColumns.Payload).ToArray() : default(ReadOnlyMemory<byte>),
            ActivityRow.Read(row, EntryColumns.HitCount).ToActivity());
    }

    private static string? FindFault(Statement row, Embedder? embedder, bool withPayload)
    {
        if (embedder is null)
            return "its embedder is not known";

        var checksum = new RowChecksum();
        checksum.Add(row, 0, EntryColumns.Sources);
        checksum.Add(embedder.Utf8);
        if (HasMore(row))
            checksum.Add(row, EntryColumns.Sources, EntryColumns.Visibility - EntryColumns.Sources);
        if (row.Int64(EntryColumns.Visibility) != (long)Visibility.Tenant)
            checksum.Add(row, EntryColumns.Visibility, 1);
        if (row.IsNull(EntryColumns.Checksum) || checksum.Value != row.Int64(EntryColumns.Checksum))
            return "its checksum differs";

        var id = row.Bytes(EntryColumns.Id);
        if (row.IsNull(EntryColumns.ActivityChecksum) || row.Int64(EntryColumns.ActivityChecksum)
            != RowChecksum.OfActivity(id, ActivityRow.Read(row, EntryColumns.HitCount)))
            return ActivityFault;

        if (withPayload && (row.IsNull(EntryColumns.PayloadChecksum) || row.Int64(EntryColumns.PayloadChecksum)
            != RowChecksum.OfPayload(id, row.Bytes(EntryColumns.Payload))))
            return "its payload is missing or its checksum differs";

        return null;
    }

    private EntrySummary ReadSummary(Statement row, EmbedderIdentity embedder) => new()
    {
        Id = EntryId.Read(row.Bytes(EntryColumns.Id)),
        Key = new ExactKey(
            Scope.Read(row.Bytes(EntryColumns.Scope)), Fingerprint.Read(row.Bytes(EntryColumns.Fingerprint))),
        Tenant = _tenant.Read(row.Bytes(EntryColumns.Tenant)),
        Visibility = (Visibility)row.Int64(EntryColumns.Visibility),
        Namespace = _namespace.Read(row.Bytes(EntryColumns.Namespace)),
        Model = _model.Read(row.Bytes(EntryColumns.Model)),
        Prompt = row.Text(EntryColumns.Prompt),
        Tags = TagText.Read(row.Bytes(EntryColumns.Tags)),
        Sources = SourceText.Read(row.Bytes(EntryColumns.Sources)),
        Epoch = row.Int64(EntryColumns.Epoch),
        Eligibility = (Eligibility)row.Int64(EntryColumns.Eligibility),
        Embedder = embedder,
        CreatedAt = Moment(row.Int64(EntryColumns.Created)),
        Expiry = new Expiry(
            Moment(row.Int64(EntryColumns.Expires)),
            row.IsNull(EntryColumns.Sliding) ? null : TimeSpan.FromTicks(row.Int64(EntryColumns.Sliding)))
        {
            Leeway = ReadLeeway(row),
        },
        Cost = new TokenUsage(row.Int64(EntryColumns.InputTokens), row.Int64(EntryColumns.OutputTokens)),
        Latency = TimeSpan.FromTicks(row.Int64(EntryColumns.Latency)),
        PayloadBytes = (int)row.Int64(EntryColumns.PayloadBytes),
    };

    private Leeway ReadLeeway(Statement row)
    {
        var leeway = new Leeway
        {
            PerDoubling = TimeSpan.FromTicks(row.Int64(EntryColumns.PerDoubling)),
            LongerMax = TimeSpan.FromTicks(row.Int64(EntryColumns.LongerMax)),
            StaleWhileRevalidate = TimeSpan.FromTicks(row.Int64(EntryColumns.StaleWhileRevalidate)),
            StaleIfError = TimeSpan.FromTicks(row.Int64(EntryColumns.StaleIfError)),
        };
        return leeway == _leeway ? _leeway : _leeway = leeway;
    }

    private static bool HasMore(Statement row)
    {
        for (var column = EntryColumns.Epoch; column < EntryColumns.Visibility; column++)
        {
            if (row.Int64(column) != 0)
                return true;
        }

        return !row.Bytes(EntryColumns.Sources).SequenceEqual(SourceText.None);
    }

    private static DateTimeOffset Moment(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    private Embedder? FindEmbedder(long key)
    {
        if (_embedders.TryGetValue(key, out var known))
            return known;

        _findEmbedder.Bind(1, key);
        try
        {
            if (!_findEmbedder.Step())
                return null;
            var utf8 = _findEmbedder.Bytes(0).ToArray();
            return _embedders[key] = new Embedder(EmbedderIdentity.Parse(Encoding.UTF8.GetString(utf8)), utf8);
        }
        catch (FormatException)
        {
            return null;
        }
        finally
        {
            _findEmbedder.Reset();
        }
    }

    private sealed record Embedder(EmbedderIdentity Identity, byte[] Utf8);

    /// <summary>Tenants, namespaces and models repeat from row to row: one string serves a run of equal ones.</summary>
    private sealed class TextMemo
    {
        private byte[] _utf8 = [];
        private string _text = "";

        public string Read(ReadOnlySpan<byte> utf8)
        {
            if (!utf8.SequenceEqual(_utf8))
                (_utf8, _text) = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
            return _text;
        }
    }
}
