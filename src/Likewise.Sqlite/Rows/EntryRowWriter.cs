using System.Runtime.InteropServices;

namespace Likewise.Sqlite;

/// <summary>Writes entries into the tables, inside a transaction that someone else began.</summary>
internal sealed class EntryRowWriter
{
    private readonly Connection _connection;
    private readonly Statement _delete, _deleteById, _insert, _insertPayload, _insertActivity, _findActivity;
    private readonly Statement _insertEmbedder, _findEmbedder, _findByKey;
    private readonly Dictionary<EmbedderIdentity, long> _embedders = [];

    public EntryRowWriter(Connection connection)
    {
        _connection = connection;
        Invalidations = new InvalidationRows(connection);
        _delete = connection.Prepare("DELETE FROM entries WHERE id = ?1 OR (scope = ?2 AND fingerprint = ?3)");
        _deleteById = connection.Prepare("DELETE FROM entries WHERE id = ?1");
        _insert = connection.Prepare(EntryColumns.Insert);
        _insertPayload = connection.Prepare("INSERT OR REPLACE INTO payloads (row, payload, checksum) VALUES (?1, ?2, ?3)");
        _insertActivity = connection.Prepare(
            "INSERT OR REPLACE INTO activity (row, hit_count, last_used, right_count, wrong_count, confirmed_by, checksum) "
            + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _findActivity = connection.Prepare("""
            SELECT e.row, a.hit_count, a.last_used, a.right_count, a.wrong_count, a.confirmed_by, a.checksum
            FROM entries AS e JOIN activity AS a ON a.row = e.row WHERE e.id = ?1
            """);
        _insertEmbedder = connection.Prepare("INSERT OR IGNORE INTO embedders (identity) VALUES (?1)");
        _findEmbedder = connection.Prepare("SELECT embedder FROM embedders WHERE identity = ?1");
        _findByKey = connection.Prepare("SELECT id FROM entries WHERE scope = ?1 AND fingerprint = ?2");
    }

    public InvalidationRows Invalidations { get; }

    /// <summary>Writes an entry in the place of those that have its key or its id.</summary>
    public void Write(Entry entry)
    {
        Span<byte> id = stackalloc byte[EntryId.SizeInBytes];
        Span<byte> scope = stackalloc byte[Scope.SizeInBytes];
        Span<byte> fingerprint = stackalloc byte[Fingerprint.SizeInBytes];
        entry.Summary.Id.CopyTo(id);
        entry.Summary.Key.Scope.CopyTo(scope);
        entry.Summary.Key.Fingerprint.CopyTo(fingerprint);

        _delete.BindBlob(1, id);
        _delete.BindBlob(2, scope);
        _delete.BindBlob(3, fingerprint);
        _delete.Run();

        var row = new CheckedParameters(_insert);
        row.AddBlob(EntryColumns.Id, id);
        row.AddBlob(EntryColumns.Scope, scope);
        row.AddBlob(EntryColumns.Fingerprint, fingerprint);
        AddSummary(ref row, entry.Summary);
        row.AddBlob(EntryColumns.Vector, MemoryMarshal.AsBytes(entry.Vector.Span));
        row.Mix(Statement.Encode(entry.Summary.Embedder.ToString()));
        AddMore(ref row, entry.Summary);
        row.Seal(EntryColumns.Checksum);
        _insert.Run();

        var key = _connection.LastRow;
        WritePayload(key, id, entry.Payload.Span);
        WriteActivity(key, id, ActivityRow.Of(entry.Activity));
    }

    /// <summary>Writes an entry in its own place, its activity as it is.</summary>
    /// <returns>False, and nothing done, where it is not there, is damaged, or another entry has its key.</returns>
    public bool Replace(Entry entry)
    {
        var id = entry.Summary.Id;
        if (IsAnothers(entry.Summary.Key, id) || Change(id, activity => activity) is not { } activity)
            return false;
        Write(entry with { Activity = activity.ToActivity() });
        return true;
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(EntryId id)
    {
        Span<byte> bytes = stackalloc byte[EntryId.SizeInBytes];
        id.CopyTo(bytes);
        _deleteById.BindBlob(1, bytes);
        _deleteById.Run();
        return _connection.Changes > 0;
    }

    /// <returns>
    /// Whether the entry was there; hits of one whose activity is damaged are passed over, so that it stays rejected.
    /// </returns>
    public bool Record(EntryHit hit) => Change(hit.Id, activity => activity with
    {
        HitCount = activity.HitCount + hit.Count,
        LastUsed = Math.Max(activity.LastUsed, hit.LastUsedAt.UtcTicks),
    }) is not null;

    /// <returns>What was said of the entry until now; null when it is not there or its activity is damaged.</returns>
    public EntryFeedback? Record(EntryId id, EntryFeedback added) => Change(id, activity => activity with
    {
        Right = activity.Right + added.Right,
        Wrong = activity.Wrong + added.Wrong,
    }) is { } now ? now.ToActivity().Feedback : null;

    /// <returns>Who stands behind the entry now; null when it is not there or its activity is damaged.</returns>
    public PrincipalSet? Record(EntryId id, ulong principal) =>
        Change(id, activity => activity with { ConfirmedBy = activity.ConfirmedBy.With(principal) })?.ConfirmedBy;

    /// <summary>Gives an entry whose record of use is lost one that says that it was never used.</summary>
    /// <param name="row">The entry's row.</param>
    /// <param name="id">Its id.</param>
    /// <param name="created">When it was stored, UTC ticks.</param>
    public void BeginActivity(long row, EntryId id, long created)
    {
        Span<byte> bytes = stackalloc byte[EntryId.SizeInBytes];
        id.CopyTo(bytes);
        WriteActivity(row, bytes, ActivityRow.Of(new EntryActivity(0, new DateTimeOffset(created, TimeSpan.Zero))));
    }

    /// <summary>Forgets the embedders that a rolled-back transaction may have added.</summary>
    public void Forget() => _embedders.Clear();

    private bool IsAnothers(in ExactKey key, EntryId id)
    {
        Span<byte> bytes = stackalloc byte[Scope.SizeInBytes];
        key.Scope.CopyTo(bytes);
        _findByKey.BindBlob(1, bytes);
        key.Fingerprint.CopyTo(bytes);
        _findByKey.BindBlob(2, bytes);
        try
        {
            return _findByKey.Step() && EntryId.Read(_findByKey.Bytes(0)) != id;
        }
        finally
        {
            _findByKey.Reset();
        }
    }

    private ActivityRow? Change(EntryId entry, Func<ActivityRow, ActivityRow> change)
    {
        Span<byte> id = stackalloc byte[EntryId.SizeInBytes];
        entry.CopyTo(id);
        _findActivity.BindBlob(1, id);
        long row;
        ActivityRow activity;
        try
        {
            if (!_findActivity.Step())
                return null;
            (row, activity) = (_findActivity.Int64(0), ActivityRow.Read(_findActivity, 1));
            if (RowChecksum.OfActivity(id, activity) != _findActivity.Int64(6))
                return null;
        }
        finally
        {
            _findActivity.Reset();
        }

        var changed = change(activity);
        WriteActivity(row, id, changed);
        return changed;
    }

    private void WriteActivity(long row, ReadOnlySpan<byte> id, in ActivityRow activity)
    {
        _insertActivity.Bind(1, row);
        _insertActivity.Bind(2, activity.HitCount);
        _insertActivity.Bind(3, activity.LastUsed);
        _insertActivity.Bind(4, activity.Right);
        _insertActivity.Bind(5, activity.Wrong);
        _insertActivity.BindBlob(6, MemoryMarshal.AsBytes(activity.ConfirmedBy.ToArray().AsSpan()));
        _insertActivity.Bind(7, RowChecksum.OfActivity(id, activity));
        _insertActivity.Run();
    }

    private void AddSummary(ref CheckedParameters row, EntrySummary summary)
    {
        row.AddText(EntryColumns.Tenant, Statement.Encode(summary.Tenant));
        row.AddText(EntryColumns.Namespace, Statement.Encode(summary.Namespace));
        row.AddText(EntryColumns.Model, Statement.Encode(summary.Model));
        row.AddText(EntryColumns.Prompt, Statement.Encode(summary.Prompt));
        row.AddText(EntryColumns.Tags, TagText.Write(summary.Tags));
        row.Add(EntryColumns.Eligibility, (long)summary.Eligibility);
        row.Add(EntryColumns.Embedder, RowOf(summary.Embedder));
        row.Add(EntryColumns.Created, summary.CreatedAt.UtcTicks);
        row.Add(EntryColumns.Expires, summary.Expiry.At.UtcTicks);
        row.Add(EntryColumns.Sliding, summary.Expiry.Sliding?.Ticks);
        row.Add(EntryColumns.InputTokens, summary.Cost.InputTokens);
        row.Add(EntryColumns.OutputTokens, summary.Cost.OutputTokens);
        row.Add(EntryColumns.Latency, summary.Latency.Ticks);
        row.Add(EntryColumns.PayloadBytes, summary.PayloadBytes);
    }

    private static void AddMore(ref CheckedParameters row, EntrySummary summary)
    {
        var leeway = summary.Expiry.Leeway;
        var hasMore = summary.Sources.Count > 0 || summary.Epoch != 0 || leeway != Leeway.None;
        row.AddText(EntryColumns.Sources, SourceText.Write(summary.Sources), hasMore);
        row.Add(EntryColumns.Epoch, summary.Epoch, hasMore);
        row.Add(EntryColumns.PerDoubling, leeway.PerDoubling.Ticks, hasMore);
        row.Add(EntryColumns.LongerMax, leeway.LongerMax.Ticks, hasMore);
        row.Add(EntryColumns.StaleWhileRevalidate, leeway.StaleWhileRevalidate.Ticks, hasMore);
        row.Add(EntryColumns.StaleIfError, leeway.StaleIfError.Ticks, hasMore);
        row.Add(EntryColumns.Visibility, (long)summary.Visibility, summary.Visibility != Visibility.Tenant);
    }

    private void WritePayload(long row, ReadOnlySpan<byte> id, ReadOnlySpan<byte> payload)
    {
        _insertPayload.Bind(1, row);
        _insertPayload.BindBlob(2, payload);
        _insertPayload.Bind(3, RowChecksum.OfPayload(id, payload));
        _insertPayload.Run();
    }

    private long RowOf(EmbedderIdentity identity)
    {
        if (_embedders.TryGetValue(identity, out var row))
            return row;

        var text = Statement.Encode(identity.ToString());
        _insertEmbedder.BindText(1, text);
        _insertEmbedder.Run();
        _findEmbedder.BindText(1, text);
        try
        {
            _findEmbedder.Step();
            return _embedders[identity] = _findEmbedder.Int64(0);
        }
        finally
        {
            _findEmbedder.Reset();
        }
    }
}
