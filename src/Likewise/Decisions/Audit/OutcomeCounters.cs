namespace Likewise;

/// <summary>Counts what became known of answers. Every member may be called by any thread.</summary>
internal sealed class OutcomeCounters
{
    private const int Agreements = 3;

    private readonly long[] _counts = new long[((int)OutcomeKind.WithheldExact + 1) * Agreements];

    public void Add(OutcomeKind kind, AnswerAgreement agreement) =>
        Interlocked.Increment(ref _counts[((int)kind * Agreements) + (int)agreement]);

    public OutcomeStatistics Snapshot() => new()
    {
        Audits = Of(OutcomeKind.Audit),
        NearMisses = Of(OutcomeKind.NearMiss),
        Withheld = Of(OutcomeKind.Withheld),
        WithheldExact = Of(OutcomeKind.WithheldExact),
    };

    private AgreementCounts Of(OutcomeKind kind) =>
        new(Read(kind, AnswerAgreement.Same), Read(kind, AnswerAgreement.Different), Read(kind, AnswerAgreement.Unknown));

    private long Read(OutcomeKind kind, AnswerAgreement agreement) =>
        Interlocked.Read(ref _counts[((int)kind * Agreements) + (int)agreement]);
}
