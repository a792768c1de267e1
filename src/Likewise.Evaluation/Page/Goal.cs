namespace Likewise.Evaluation;

/// <summary>What was asked of a decision, and what was measured.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="IsMet">Whether that is enough; null where it was not measured.</param>
internal sealed record Goal(string What, string Asked, string Measured, bool? IsMet)
{
    /// <summary>A share or a factor that is to be at least so much.</summary>
    public static Goal AtLeast(string what, double? measured, double least, Func<double?, string> text) =>
        new(what, $"≥ {text(least)}", text(measured), measured is { } value ? value >= least : null);

    /// <summary>One that is to be at most so much.</summary>
    public static Goal AtMost(string what, double? measured, double most, Func<double?, string> text) =>
        new(what, $"≤ {text(most)}", text(measured), measured is { } value ? value <= most : null);
}
