namespace Likewise.Sqlite;

/// <summary>
/// Where each value of an entry stands in the rows that readers ask for, and among a writer's parameters, one further on.
/// </summary>
internal static class EntryColumns
{
    public const int Id = 0;
    public const int Scope = 1;
    public const int Fingerprint = 2;
    public const int Tenant = 3;
    public const int Namespace = 4;
    public const int Model = 5;
    public const int Prompt = 6;
    public const int Tags = 7;
    public const int Eligibility = 8;
    public const int Embedder = 9;
    public const int Created = 10;
    public const int Expires = 11;
    public const int Sliding = 12;
    public const int InputTokens = 13;
    public const int OutputTokens = 14;
    public const int Latency = 15;
    public const int PayloadBytes = 16;
    public const int Vector = 17;

    /// <summary>From here on: what most entries have none of, and what is in the checksum only where there is some.</summary>
    public const int Sources = 18;
    public const int Epoch = 19;
    public const int PerDoubling = 20;
    public const int LongerMax = 21;
    public const int StaleWhileRevalidate = 22;
    public const int StaleIfError = 23;

    /// <summary>In the checksum only where it is not the tenant's.</summary>
    public const int Visibility = 24;

    /// <summary>The checksum is over the columns before it, and the embedder's identity.</summary>
    public const int Checksum = 25;
    public const int HitCount = 26;
    public const int LastUsed = 27;
    public const int Right = 28;
    public const int Wrong = 29;
    public const int ConfirmedBy = 30;
    public const int ActivityChecksum = 31;
    public const int Row = 32;
    public const int Payload = 33;
    public const int PayloadChecksum = 34;

    /// <summary>Left joins: an entry whose other rows are lost is to be met and rejected, not to vanish.</summary>
    public const string SelectWithoutPayload = $"SELECT {Kept}, {Used}, e.row {From}";
    public const string Select = $"SELECT {Kept}, {Used}, e.row, p.payload, p.checksum {From} "
        + "LEFT JOIN payloads AS p ON p.row = e.row";

    public const string Insert = """
        INSERT INTO entries (id, scope, fingerprint, tenant, namespace, model, prompt, tags, eligibility, embedder, created,
            expires, sliding, input_tokens, output_tokens, latency, payload_bytes, vector, sources, epoch, per_doubling,
            longer_max, stale_while_revalidate, stale_if_error, visibility, checksum)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
            ?22, ?23, ?24, ?25, ?26)
        """;

    private const string Kept = "e.id, e.scope, e.fingerprint, e.tenant, e.namespace, e.model, e.prompt, e.tags, e.eligibility, "
        + "e.embedder, e.created, e.expires, e.sliding, e.input_tokens, e.output_tokens, e.latency, e.payload_bytes, e.vector, "
        + "e.sources, e.epoch, e.per_doubling, e.longer_max, e.stale_while_revalidate, e.stale_if_error, e.visibility, "
        + "e.checksum";

    private const string Used = "a.hit_count, a.last_used, a.right_count, a.wrong_count, a.confirmed_by, a.checksum";

    private const string From = "FROM entries AS e LEFT JOIN activity AS a ON a.row = e.row";
}
