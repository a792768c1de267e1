namespace Likewise.Evaluation;

/// <summary>
/// What a log knows of right and wrong: outcomes, by lookup and entry, and labels, by lookup. Feedback is not among them: who
/// speaks up is no fair sample.
/// </summary>
internal sealed class OutcomeIndex
{
    private readonly Dictionary<(long Lookup, int Entry), bool> _isRight = [];
    private readonly Dictionary<long, ulong> _labels = [];
    private readonly GrowingBits _hasAny = new();

    public void Add(LoggedOutcome outcome)
    {
        if (outcome.Lookup == 0 || outcome.Source == OutcomeSource.Feedback)
            return;

        _hasAny.Set(outcome.Lookup);
        _isRight[(outcome.Lookup, outcome.Entry)] = outcome.IsRight;
    }

    public void Add(LoggedLabel label) => _labels[label.Lookup] = label.Label;

    /// <param name="lookup">The lookup.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="origin">The lookup that the entry was stored after.</param>
    /// <returns>Whether the entry's answer was right for the lookup; null where nobody said.</returns>
    public bool? Find(long lookup, int entry, long origin)
    {
        if (_hasAny[lookup] && _isRight.TryGetValue((lookup, entry), out var isRight))
            return isRight;
        return _labels.TryGetValue(lookup, out var asked) && _labels.TryGetValue(origin, out var stored) ? asked == stored : null;
    }
}
