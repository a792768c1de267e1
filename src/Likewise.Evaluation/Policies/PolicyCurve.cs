namespace Likewise.Evaluation;

/// <summary>What one kind of decision made of a stream, at every setting that was tried.</summary>
/// <param name="Name">The kind of decision.</param>
/// <param name="Points">In the order of the settings.</param>
internal sealed record PolicyCurve(string Name, IReadOnlyList<PolicyPoint> Points)
{
    /// <summary>What fewer hits say of the wrong share is chance.</summary>
    public const int HitsMin = 10;

    /// <summary>The largest share of the hits that was wrong, at any setting; 0 where nothing was served.</summary>
    public double WrongShareMax => Points.Max(point => point.WrongShare) ?? 0;

    /// <summary>The most hits that can be had while no larger share of them is wrong.</summary>
    /// <param name="wrongShare">The share, in [0, 1].</param>
    /// <returns>
    /// The hit rate of the best setting, or of one between two neighbours, on the straight line between what they came to; null
    /// where every setting is worse that has hits enough to tell.
    /// </returns>
    public double? HitRateAt(double wrongShare)
    {
        double? best = null;
        PolicyPoint? before = null;
        foreach (var point in Points.Where(point => point.Hits >= HitsMin))
        {
            if (point.WrongShare <= wrongShare)
                best = Math.Max(best ?? 0, point.HitRate);
            if (before is { } other && Between(other, point, wrongShare) is { } crossing)
                best = Math.Max(best ?? 0, crossing);
            before = point;
        }

        return best;
    }

    private static double? Between(in PolicyPoint one, in PolicyPoint other, double wrongShare)
    {
        var (from, to) = (one.WrongShare.GetValueOrDefault(), other.WrongShare.GetValueOrDefault());
        if (wrongShare < Math.Min(from, to) || wrongShare > Math.Max(from, to) || from == to)
            return null;
        return one.HitRate + ((wrongShare - from) / (to - from) * (other.HitRate - one.HitRate));
    }
}
