namespace Likewise.Evaluation;

/// <summary>Where an axis is marked: at round shares, four to eight of them.</summary>
internal static class PlotTicks
{
    private const double CountAimedAt = 6;

    /// <summary>The least round share that is not below the largest point: where the axis ends.</summary>
    public static double EndOf(double largest)
    {
        var step = StepOf(Math.Max(largest, 1e-6));
        return Math.Ceiling((largest / step) - 1e-9) * step;
    }

    /// <summary>The marks from the beginning to the end.</summary>
    public static IEnumerable<double> Of(double start, double end)
    {
        var step = StepOf(end - start);
        var (first, last) = ((int)Math.Ceiling((start / step) - 1e-9), (int)Math.Floor((end / step) + 1e-9));
        return Enumerable.Range(first, last - first + 1).Select(i => i * step);
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double StepOf(double length)
    {
        var rough = length / CountAimedAt;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double[] round = [1, 2, 5, 10];
        return round.First(times => times * power >= rough * (1 - 1e-9)) * power;
    }
}
