using System.Globalization;

namespace Likewise.Server;

/// <summary>What decides on hits by meaning, as it is written: <c>threshold:0.9</c> or <c>bound:0.02</c>.</summary>
/// <param name="Kind">What decides.</param>
/// <param name="Number">The similarity, or the share of the hits that may be wrong; null where it was left out.</param>
internal readonly record struct DecisionText(HitDecision Kind, double? Number)
{
    public const string Expected = "threshold, or bound, with its number such as threshold:0.9 or bound:0.02";

    public static SettingKind<DecisionText> Setting { get; } = new("decision", Expected, TryParse, value => value.ToString());

    /// <summary>Whether the number is one that can be meant.</summary>
    public bool IsInRange => Number is not { } number || (Kind == HitDecision.Bound
        ? number is >= 0.001 and <= 0.5
        : number is >= -1 and <= 1);

    public static bool TryParse(string text, out DecisionText value)
    {
        var cells = text.Split(':', 2);
        var isNumber = double.TryParse(cells[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        var isKind = Enum.TryParse<HitDecision>(cells[0], ignoreCase: true, out var kind) && char.IsAsciiLetter(cells[0][0]);
        value = new DecisionText(kind, cells.Length == 2 ? number : null);
        return isKind && (isNumber || cells.Length == 1);
    }

    /// <summary>The similarity is a setting of its own, and shown there.</summary>
    public static DecisionText Of(SemanticCacheOptions options) =>
        new(options.Decision, options.Decision == HitDecision.Bound ? options.Bound.MaxWrongHits : null);

    public void CopyTo(SemanticCacheOptions options)
    {
        options.Decision = Kind;
        if (Kind == HitDecision.Bound)
            options.Bound.MaxWrongHits = Number ?? options.Bound.MaxWrongHits;
        else
            options.SimilarityMin = Number ?? options.SimilarityMin;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}:{Number}").TrimEnd(':');
}
