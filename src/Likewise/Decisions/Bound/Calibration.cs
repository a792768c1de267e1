using System.Globalization;

namespace Likewise;

/// <summary>
/// What labelled data says of scores: how many answers were right and wrong at each, in each of some sets. From it follows how
/// high a score must be before no larger share than a bound is wrong.
/// </summary>
/// <remarks>Immutable. A small text, format in <c>docs/formats/calibration.md</c>.</remarks>
public sealed class Calibration
{
    private const string Header = "likewise-calibration 1";

    private static readonly Lazy<Calibration> FromResource = new(LoadShipped);

    private readonly SortedDictionary<string, EvidenceCurve> _sets;

    private Calibration(string scorer, string embedder, SortedDictionary<string, EvidenceCurve> sets) =>
        (Scorer, Embedder, _sets) = (scorer, embedder, sets);

    /// <summary>What comes with the product: made from data that may be used so, with the default encoder.</summary>
    public static Calibration Shipped => FromResource.Value;

    /// <summary>Nothing known: what is served must be learned first.</summary>
    public static Calibration None { get; } = new("", "", []);

    /// <summary>What made the scores.</summary>
    public string Scorer { get; }

    /// <summary>The model whose vectors the scores come from.</summary>
    public string Embedder { get; }

    /// <summary>How many labels it is made of.</summary>
    public long Labels => (long)_sets.Values.Sum(set => set.Labels);

    /// <summary>Gathers labelled scores.</summary>
    /// <param name="scorer">What made the scores, as <see cref="Scorer"/>.</param>
    /// <param name="embedder">The model whose vectors the scores come from.</param>
    /// <param name="scores">The set that each is of, the score in [0, 1], and whether the answer was right.</param>
    public static Calibration Of(string scorer, string embedder, IEnumerable<(string Set, double Score, bool IsRight)> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var sets = new SortedDictionary<string, EvidenceCurve>(StringComparer.Ordinal);
        foreach (var (set, score, isRight) in scores)
            SetOf(sets, set).Add(ScoreGrid.StepOf(score), isRight, standsFor: 1);
        return new Calibration(scorer, embedder, sets);
    }

    /// <summary>
    /// The least score for which in every set no larger share is wrong among what scores at least as much, with the confidence
    /// asked for.
    /// </summary>
    /// <param name="maxWrongHits">The share, in (0, 1).</param>
    /// <param name="confidence">In (0, 1).</param>
    /// <returns>Null where no score is high enough for one of the sets, or there is none.</returns>
    public double? ScoreMin(double maxWrongHits, double confidence) =>
        LogOddsMin(new BoundTarget(maxWrongHits, 1 - confidence)) is { } least ? LogOdds.ToScore(least) : null;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else; the message names the line.</exception>
    public static Calibration Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.ReadLine() != Header)
            throw new FormatException($"Line 1: '{Header}' was expected.");

        var (number, scorer, embedder) = (1, "", "");
        var sets = new SortedDictionary<string, EvidenceCurve>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var cells = line.Split('\t');
            if (cells is ["scorer", var name])
                scorer = name;
            else if (cells is ["embedder", var model])
                embedder = model;
            else if (!TryAdd(sets, cells))
                throw new FormatException($"Line {number}: set, step, right and wrong were expected, apart by tabs.");
        }

        return new Calibration(scorer, embedder, sets);
    }

    /// <summary>Writes it down.</summary>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"{Header}\nscorer\t{Scorer}\nembedder\t{Embedder}\n# set, step of the grid of scores, right, wrong\n");
        foreach (var (name, set) in _sets)
        {
            for (var step = 0; step < ScoreGrid.Steps; step++)
            {
                var (_, right, wrong) = set[step];
                if (right + wrong > 0)
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name}\t{step}\t{right:0}\t{wrong:0}\n"));
            }
        }
    }

    /// <summary>Reads a file.</summary>
    internal static Calibration Load(string path)
    {
        using var reader = new StreamReader(path);
        return Read(reader);
    }

    /// <returns>Why a file cannot be read, as one sentence; null where it can.</returns>
    internal static string? FaultOf(string path)
    {
        try
        {
            _ = Load(path);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            return $"The calibration {path} cannot be read. {fault.Message}";
        }
    }

    /// <summary>Whether its scores are those that a scorer makes of an embedder's similarities.</summary>
    internal bool IsOf(CandidateScorer scorer, EmbedderIdentity embedder) =>
        Scorer == scorer.Name && Embedder == embedder.Model;

    /// <summary>As <see cref="ScoreMin"/>, in log-odds.</summary>
    internal double? LogOddsMin(in BoundTarget target)
    {
        var strictest = double.NegativeInfinity;
        foreach (var set in _sets.Values)
        {
            if (CutSearch.Find(set, target) is not { } cut)
                return null;
            strictest = Math.Max(strictest, cut.LogOddsMin);
        }

        return _sets.Count > 0 ? strictest : null;
    }

    /// <summary>All sets as one.</summary>
    internal EvidenceCurve Pool()
    {
        var pool = new EvidenceCurve();
        foreach (var set in _sets.Values)
            pool.Add(set);
        return pool;
    }

    private static bool TryAdd(SortedDictionary<string, EvidenceCurve> sets, string[] cells)
    {
        if (cells.Length != 4
            || !int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            || !int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out var right)
            || !int.TryParse(cells[3], NumberStyles.None, CultureInfo.InvariantCulture, out var wrong)
            || step >= ScoreGrid.Steps)
            return false;

        SetOf(sets, cells[0]).Add(step, right + wrong, right, wrong);
        return true;
    }

    private static EvidenceCurve SetOf(SortedDictionary<string, EvidenceCurve> sets, string name)
    {
        if (!sets.TryGetValue(name, out var set))
            sets.Add(name, set = new EvidenceCurve());
        return set;
    }

    private static Calibration LoadShipped()
    {
        using var stream = typeof(Calibration).Assembly.GetManifestResourceStream("Calibrations/similarity.txt")!; // Embedded.
        using var reader = new StreamReader(stream);
        return Read(reader);
    }
}
