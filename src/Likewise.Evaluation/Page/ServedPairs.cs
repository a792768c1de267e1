namespace Likewise.Evaluation;

/// <summary>How many pairs a threshold serves, without guards and with.</summary>
/// <param name="Right">Pairs that may share an answer.</param>
/// <param name="RightAlone">How many of them the threshold serves.</param>
/// <param name="RightGuarded">How many of those the guards let pass.</param>
/// <param name="Wrong">Pairs that must not.</param>
/// <param name="WrongAlone">How many of them the threshold serves.</param>
/// <param name="WrongGuarded">How many of those the guards let pass.</param>
internal readonly record struct ServedPairs(
    int Right, int RightAlone, int RightGuarded, int Wrong, int WrongAlone, int WrongGuarded)
{
    /// <summary>The share of the wrong pairs that is served with guards; null without a pair.</summary>
    public double? WrongShare => Wrong == 0 ? null : (double)WrongGuarded / Wrong;

    /// <summary>The share that is left of the right pairs that the threshold serves; null where it serves none.</summary>
    public double? KeptShare => RightAlone == 0 ? null : (double)RightGuarded / RightAlone;

    public static ServedPairs Of(IEnumerable<PairReading> readings, double threshold)
    {
        var served = default(ServedPairs);
        foreach (var reading in readings)
        {
            var alone = reading.Similarity >= threshold ? 1 : 0;
            var guarded = reading.GuardedSimilarity >= threshold ? 1 : 0;
            served = reading.IsDuplicate
                ? served with
                {
                    Right = served.Right + 1, RightAlone = served.RightAlone + alone,
                    RightGuarded = served.RightGuarded + guarded,
                }
                : served with
                {
                    Wrong = served.Wrong + 1, WrongAlone = served.WrongAlone + alone,
                    WrongGuarded = served.WrongGuarded + guarded,
                };
        }

        return served;
    }

    /// <summary>Right alone and with guards, wrong alone and with guards, each with its interval.</summary>
    public IEnumerable<string> Cells() =>
    [
        PageText.Share(RightAlone, Right), PageText.Share(RightGuarded, Right), PageText.Share(WrongAlone, Wrong),
        PageText.Share(WrongGuarded, Wrong),
    ];
}
