namespace Likewise;

/// <summary>What an operator decides for a cache. Read once when the cache is built.</summary>
public sealed partial class SemanticCacheOptions
{
    /// <summary>What decides whether an entry that is close is close enough.</summary>
    /// <value>Default: <see cref="HitDecision.Threshold"/>, by <see cref="SimilarityMin"/>.</value>
    public HitDecision Decision { get; set; } = HitDecision.Threshold;

    /// <summary>How hits by meaning are bounded, where that decides.</summary>
    public BoundOptions Bound { get; } = new();

    /// <summary>Where decisions are written down, to be replayed against other rules.</summary>
    public DecisionLogOptions DecisionLog { get; } = new();

    /// <summary>How the cache watches itself.</summary>
    public AuditOptions Audit { get; } = new();

    /// <summary>
    /// The share of the requests that are answered from the cache where it can. The others go to the model all the same, and
    /// what it says is compared with what the cache would have said.
    /// </summary>
    /// <value>0 to 1; default 1: all of them. 0: none, the cache only watches. The same words are always treated alike.</value>
    public double ServeShare { get; set; } = 1;

    /// <summary>The least likeness of two prompts that may share an answer, where a fixed similarity decides.</summary>
    /// <value>Cosine similarity in [-1, 1]; default 0.90.</value>
    public double SimilarityMin { get; set; } = 0.90;

    /// <summary>The rules that may reject an entry that is close enough, because a number, a name … differs.</summary>
    /// <value>Default: all.</value>
    public Guards Guards { get; set; } = Guards.All;

    /// <summary>
    /// Where there is a verifier: what is not sure enough to be served, but as sure as this, is verified instead of rejected.
    /// </summary>
    /// <value>
    /// A similarity, or where evidence decides a score (<see cref="Verdict.Score"/>), in [-1, 1]; default: null, nothing is.
    /// </value>
    public double? VerifyFrom { get; set; }

    /// <summary>
    /// Where there is a verifier: what is sure enough to be served, but less sure than this, is verified first; from it on it is
    /// served at once.
    /// </summary>
    /// <value>
    /// As <see cref="VerifyFrom"/>; default: null, nothing is served without being verified. Where it is not above what is needed
    /// to be served, only what would be rejected is verified.
    /// </value>
    public double? VerifyTo { get; set; }

    /// <summary>The least likeness of an entry that a miss reports as its nearest.</summary>
    /// <value>
    /// Cosine similarity in [-1, <see cref="SimilarityMin"/>]; default -1: any. A higher value lets an index stop looking
    /// earlier.
    /// </value>
    public double NearestMissMin { get; set; } = -1;

    /// <summary>How many of the closest entries are looked at before a semantic lookup gives up.</summary>
    /// <value>1 to 64; default 4.</value>
    public int CandidatesMax { get; set; } = 4;

    /// <summary>The highest temperature at which an answer to other words is welcome; above it a request is exact-only.</summary>
    /// <value>Not negative; default 0: who asks for variety gets it. A request without a temperature is not above it.</value>
    public double SemanticTemperatureMax { get; set; }

    /// <summary>Which entries leave first when there is no room.</summary>
    /// <value>Default: <see cref="EvictionPolicy.TinyLfu"/>.</value>
    public EvictionPolicy Eviction { get; set; } = EvictionPolicy.TinyLfu;

    /// <summary>How many entries are kept; beyond it some leave, as <see cref="Eviction"/> says.</summary>
    /// <value>At least 1; default 100,000 (about 160 MB of vectors at 384 dimensions).</value>
    public int EntriesMax { get; set; } = 100_000;

    /// <summary>How many bytes of sealed payload are kept; beyond it entries leave, as <see cref="Eviction"/> says.</summary>
    /// <value>At least 1; default 1 GiB.</value>
    public long PayloadBytesMax { get; set; } = 1L << 30;

    /// <summary>
    /// How many other words that an entry has answered by meaning are remembered, so that they need neither embedding nor search
    /// next time.
    /// </summary>
    /// <value>
    /// Not negative; default 8; 0: none. Without effect where evidence decides (<see cref="HitDecision.Bound"/>), a verifier may
    /// be asked, or a decision log is kept.
    /// </value>
    public int AliasesMax { get; set; } = 8;

    /// <summary>How many bytes entries may take in this process (<see cref="CacheLimits.MemoryBytesMax"/>).</summary>
    /// <value>At least 1; default: null, no such limit.</value>
    public long? MemoryBytesMax { get; set; }

    /// <summary>
    /// The same as a share of the memory that this process may use, by a container's limit where there is one. It is looked up
    /// with each maintenance; while memory is short, entries leave.
    /// </summary>
    /// <value>Above 0, up to 1; default: null, no such limit. Where both are set, the lower counts.</value>
    public double? MemoryShareMax { get; set; }

    /// <summary>
    /// How many bytes of sealed payload are held in memory, decoded, so that a hit reads nothing from the store.
    /// </summary>
    /// <value>Not negative; default 64 MiB; 0 holds none.</value>
    public long ResidentPayloadBytesMax { get; set; } = 64L << 20;

    /// <summary>The longest last user message that is cached; a longer one bypasses the cache.</summary>
    /// <value>UTF-16 characters, at least 1; default 32,768.</value>
    public int PromptCharsMax { get; set; } = 32_768;

    /// <summary>The largest request that is cached, measured in its canonical form; a larger one bypasses the cache.</summary>
    /// <value>Bytes, at least 1,024; default 4 MiB.</value>
    public int RequestBytesMax { get; set; } = 4 << 20;

    /// <summary>The largest answer that is stored, sealed.</summary>
    /// <value>Bytes, at least 1; default 1 MiB.</value>
    public int ResponseBytesMax { get; set; } = 1 << 20;

    /// <summary>How long an entry lives when nobody says otherwise, however often it is used.</summary>
    /// <value>Positive; default one day.</value>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The longest life that a caller may give an entry; a longer wish is cut to it.</summary>
    /// <value>At least <see cref="TimeToLive"/>; default 30 days.</value>
    public TimeSpan TimeToLiveMax { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Ends entries that have not been used for this long, before their time to live is over.</summary>
    /// <value>Positive; default: null, no such rule.</value>
    public TimeSpan? SlidingWindow { get; set; }

    /// <summary>How long a lookup waits for the embedder before it is a miss.</summary>
    /// <value>Positive, at most a day; default 2 seconds.</value>
    public TimeSpan EmbedTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many calls of an embedder run at once; texts that come meanwhile share the next one.</summary>
    /// <value>At least 1; default: null, one for each processor. A remote embedder bears more.</value>
    public int? EmbedCallsMax { get; set; }

    /// <summary>How many prompts share one call of an embedder, where they have to wait for it anyway.</summary>
    /// <value>At least 1; default 16; 1: each is embedded alone.</value>
    public int EmbedBatchMax { get; set; } = 16;

    /// <summary>How many prompts may wait for an embedder; a further one is a miss at once.</summary>
    /// <value>Not negative; default 1,024.</value>
    public int EmbedWaitingMax { get; set; } = 1024;

    /// <summary>How many texts' vectors are remembered for each embedder, those that are asked for most.</summary>
    /// <value>Not negative; default 4,096 (about 7 MB at 384 dimensions); 0: none.</value>
    public int EmbeddingsMax { get; set; } = 4096;

    /// <summary>
    /// A directory where remembered vectors are written when the cache is closed, and read from when it is built. Worth it where
    /// embedding costs money.
    /// </summary>
    /// <value>Default: null, nowhere.</value>
    public string? EmbeddingsDirectory { get; set; }

    /// <summary>How long a lookup waits for a vector tier before it goes on without it.</summary>
    /// <value>Positive, at most a day; default 250 milliseconds.</value>
    public TimeSpan SearchTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a lookup waits for the store before it is a miss.</summary>
    /// <value>Positive, at most a day; default 250 milliseconds.</value>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a lookup waits for the verifier before the candidate is rejected.</summary>
    /// <value>Positive, at most a day; default 2 seconds.</value>
    public TimeSpan VerifyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long storing waits for the store before the answer counts as not stored.</summary>
    /// <value>Positive, at most a day; default 2 seconds.</value>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long removing waits for the store.</summary>
    /// <value>Positive, at most a day; default 10 seconds.</value>
    public TimeSpan RemoveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many different prompts may be in flight at once; beyond it a request is not joined with others.</summary>
    /// <value>At least 1; default 10,000.</value>
    public int InFlightMax { get; set; } = 10_000;

    /// <summary>How many failed leaders a request waits for before it calls the model itself.</summary>
    /// <value>Not negative; default 2.</value>
    public int HandoversMax { get; set; } = 2;

    /// <summary>How often hits are written down and ended entries are swept.</summary>
    /// <value>Positive, at most a day; default 1 second.</value>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many invalidations are remembered, so that what they took does not come back out of an export; the oldest are
    /// forgotten.
    /// </summary>
    /// <value>At least 1; default 10,000. What is yet to be taken out of the store is remembered in any case.</value>
    public int InvalidationsMax { get; set; } = 10_000;

    /// <summary>How many hits wait to be written down; beyond it further ones are counted as dropped.</summary>
    /// <value>At least 1; default 65,536.</value>
    public int HitQueueMax { get; set; } = 65_536;
}
