namespace Likewise.Cli;

/// <summary>Counts what came of the demo's questions, against what we know of their meanings.</summary>
internal sealed class DemoTally
{
    private readonly Dictionary<EntryId, (DemoQuestion Question, TimeSpan UpstreamTook)> _stored = [];
    private readonly HashSet<string> _meanings = [];
    private readonly int[] _outcomes = new int[Enum.GetValues<DemoOutcome>().Length];

    public int Requests { get; private set; }

    public List<WrongHit> WrongHits { get; } = [];

    public StageSheet Stages { get; } = new();

    /// <summary>What the model would have taken over the answers that the cache gave rightly.</summary>
    public TimeSpan UpstreamTimeAvoided { get; private set; }

    /// <summary>What the model took over the others.</summary>
    public TimeSpan UpstreamTime { get; private set; }

    /// <summary>What the cache took over all: looking up, and storing after a miss.</summary>
    public TimeSpan CacheTime { get; private set; }

    /// <summary>Tokens, read and written, that the model did not have to; wrong hits save nothing.</summary>
    public long TokensAvoided { get; private set; }

    /// <summary>Tokens that the model read and wrote.</summary>
    public long TokensUsed { get; private set; }

    public int this[DemoOutcome outcome] => _outcomes[(int)outcome];

    public int Hits => this[DemoOutcome.Exact] + this[DemoOutcome.Semantic] + this[DemoOutcome.Wrong];

    public int Right => this[DemoOutcome.Exact] + this[DemoOutcome.Semantic];

    public int Misses => this[DemoOutcome.First] + this[DemoOutcome.Missed];

    /// <summary>Counts one answer.</summary>
    /// <param name="question">The question asked.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="took">How long it took, all together.</param>
    /// <param name="upstreamTook">How much of that the model took.</param>
    /// <exception cref="CommandException">The cache did not do its work; the demo would show nothing.</exception>
    public DemoOutcome Add(DemoQuestion question, CacheAnswer answer, TimeSpan took, TimeSpan upstreamTook)
    {
        Requests++;
        UpstreamTime += upstreamTook;
        CacheTime += took - upstreamTook;
        Stages.Add(answer.Lookup.Timings);
        var outcome = answer.Lookup is LookupHit hit ? AddHit(question, hit) : AddMiss(question, answer, upstreamTook);
        _outcomes[(int)outcome]++;
        return outcome;
    }

    private DemoOutcome AddHit(DemoQuestion question, LookupHit hit)
    {
        var (stored, upstreamTook) = _stored[hit.Entry.Id];
        if (stored.Meaning != question.Meaning)
        {
            WrongHits.Add(new WrongHit(question.Text, stored.Text, hit.Similarity));
            return DemoOutcome.Wrong;
        }

        UpstreamTimeAvoided += upstreamTook;
        TokensAvoided += hit.Entry.Cost.TotalTokens;
        return hit.Tier is HitTier.Exact or HitTier.SharedExact ? DemoOutcome.Exact : DemoOutcome.Semantic;
    }

    private DemoOutcome AddMiss(DemoQuestion question, CacheAnswer answer, TimeSpan upstreamTook)
    {
        if (answer.Stored is not { Id: { } id })
        {
            throw new CommandException(
                ExitCode.Store, $"an answer could not be stored: {answer.Stored?.Reason ?? "the lookup left no ticket"}.");
        }

        _stored[id] = (question, upstreamTook);
        TokensUsed += answer.Response.Usage.TotalTokens;
        return _meanings.Add(question.Meaning) ? DemoOutcome.First : DemoOutcome.Missed;
    }
}
