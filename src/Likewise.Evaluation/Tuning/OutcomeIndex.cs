namespace Likewise.Evaluation;

/// <summary>The outcomes that a log has, by lookup and entry. Feedback is not among them: who speaks up is no fair sample.</summary>
internal sealed class OutcomeIndex
{
    private readonly Dictionary<(long Lookup, int Entry), bool> _isRight = [];
    private readonly GrowingBits _hasAny = new();

    public void Add(LoggedOutcome outcome)
    {
        if (outcome.Lookup == 0 || outcome.Source == OutcomeSource.Feedback)
            return;

        _hasAny.Set(outcome.Lookup);
        _isRight[(outcome.Lookup, outcome.Entry)] = outcome.IsRight;
    }

    /// <returns>Whether the entry's answer was right for the lookup; null where nobody said.</returns>
    public bool? Find(long lookup, int entry) =>
        _hasAny[lookup] && _isRight.TryGetValue((lookup, entry), out var isRight) ? isRight : null;
}
