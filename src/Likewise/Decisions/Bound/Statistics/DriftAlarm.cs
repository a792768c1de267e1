namespace Likewise;

/// <summary>Watches, one audited hit after the other, whether more of what is served is wrong than the bound allows.</summary>
/// <remarks>
/// <para>Page's cumulative sum (Continuous inspection schemes, Biometrika 41, 1954) of the likelihood ratio of "too much is
/// wrong" against "just as much as allowed". While no more than allowed is wrong, the mean number of audits between two false
/// alarms is at least <see cref="AuditsBetweenFalseAlarms"/> (Lorden, Procedures for reacting to a change in distribution,
/// 1971, theorem 2); and no test with as few false alarms notices that change sooner, in the long run and in the worst case
/// (the same, theorem 3; Moustakides, 1986).</para>
/// <para>Two sums run side by side, one quick to see that much more is wrong, one patient for a little more; each has half of
/// the false alarms. When both are back at zero, nothing before speaks for a change: what follows is kept apart as "recent", so
/// that after an alarm only what is older than the change is forgotten.</para>
/// </remarks>
internal sealed class DriftAlarm
{
    public const double AuditsBetweenFalseAlarms = 20_000;

    /// <summary>How many times more than allowed is taken to be wrong after a change.</summary>
    private static readonly double[] Changes = [1.75, 4];

    private static readonly double Threshold = Math.Log(AuditsBetweenFalseAlarms * Changes.Length);

    private readonly double[] _sums = new double[Changes.Length];

    /// <summary>How far the closer of the sums has come to the alarm, in [0, 1].</summary>
    public double Level => Math.Min(1, _sums.Max() / Threshold);

    /// <summary>Whether nothing speaks for a change.</summary>
    public bool IsQuiet => _sums.Max() <= 0;

    /// <returns>True when the alarm goes off; it begins anew.</returns>
    public bool Note(bool isRight, double wrongShareMax)
    {
        var goesOff = false;
        for (var i = 0; i < Changes.Length; i++)
        {
            // Never so much that all would be wrong, or a right answer would have to be impossible.
            var changed = Math.Min(Changes[i] * wrongShareMax, (1 + wrongShareMax) / 2);
            var evidence = isRight ? Math.Log((1 - changed) / (1 - wrongShareMax)) : Math.Log(changed / wrongShareMax);
            _sums[i] = Math.Max(0, _sums[i] + evidence);
            goesOff |= _sums[i] >= Threshold;
        }

        if (goesOff)
            Array.Clear(_sums);
        return goesOff;
    }
}
