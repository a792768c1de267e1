namespace Likewise;

/// <summary>
/// Says how likely the answer to one prompt is right for another, from their similarity and from the words that only one of them
/// has. Learnt from labelled pairs; a small file.
/// </summary>
/// <remarks>
/// A line in the similarity and, as corrections to it, a sum of small decision trees, brought to a probability by the logistic
/// function (gradient boosting: Friedman, 2001). Never less sure of a more similar pair, other things equal. Immutable; safe for
/// concurrent calls, which allocate nothing but a prompt's features.
/// </remarks>
public sealed class VerdictModel
{
    private readonly DecisionTree[] _trees;
    private readonly double _start;
    private readonly double _slope;

    internal VerdictModel(string embedder, double start, double slope, DecisionTree[] trees)
    {
        (Embedder, _start, _slope, _trees) = (embedder, start, slope, trees);
        Name = VerdictModelFile.NameOf(this);
    }

    /// <summary>The model of the embedder whose similarities it was learnt from; another's mean something else.</summary>
    public string Embedder { get; }

    /// <summary>The model's own name: a digest of all that it says. Scores of two models do not compare.</summary>
    public string Name { get; }

    /// <summary>Log-odds at similarity 0, before corrections.</summary>
    internal double Start => _start;

    /// <summary>What similarity adds to them; not negative.</summary>
    internal double Slope => _slope;

    internal IReadOnlyList<DecisionTree> Trees => _trees;

    /// <summary>Reads a model from its file.</summary>
    /// <param name="path">The file, as <see cref="Save"/> writes it.</param>
    /// <exception cref="InvalidDataException">It is no such file, or of another version; the message says which.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static VerdictModel Load(string path)
    {
        using var file = File.OpenRead(path);
        return VerdictModelFile.Read(file, path);
    }

    /// <returns>Why a file cannot be used with an embedder, as one sentence; null where it can.</returns>
    internal static string? FaultOf(string path, string? embedder)
    {
        try
        {
            var learntWith = Load(path).Embedder;
            return embedder is null || learntWith == embedder
                ? null
                : $"The verdict model {path} was learnt with the embedder {learntWith}, not {embedder}; train one with that.";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"The verdict model {path} cannot be read. {fault.Message}";
        }
    }

    /// <summary>Learns a model.</summary>
    /// <param name="examples">Labelled pairs, of both labels.</param>
    /// <param name="embedder">The model of the embedder that made their similarities.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The same model for the same examples in the same order, on every machine.</returns>
    /// <exception cref="ArgumentException">All examples have the same label, or there are none.</exception>
    public static VerdictModel Train(
        IReadOnlyList<VerdictExample> examples, string embedder, VerdictTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentException.ThrowIfNullOrEmpty(embedder);
        return VerdictTrainer.Train(examples, embedder, options ?? new VerdictTrainingOptions());
    }

    /// <summary>Writes the model to a file, which appears only when it is complete.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var unfinished = path + ".unfinished";
        using (var file = File.Create(unfinished))
            VerdictModelFile.Write(this, file);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>How likely the answer to one prompt is right for the other; the same both ways round.</summary>
    /// <param name="asked">One prompt.</param>
    /// <param name="stored">The other.</param>
    /// <param name="similarity">Cosine of their vectors, made by <see cref="Embedder"/>.</param>
    /// <returns>A probability, in [0, 1].</returns>
    public double ScoreOf(string asked, string stored, double similarity)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(stored);
        return ScoreOf(PromptFeatures.Of(asked), PromptFeatures.Of(stored), similarity);
    }

    internal double ScoreOf(PromptFeatures asked, PromptFeatures stored, double similarity)
    {
        Span<float> features = stackalloc float[PairFeatures.Count];
        PairFeatures.Measure(similarity, asked, stored, features);
        return ScoreOf(features);
    }

    internal double ScoreOf(ReadOnlySpan<float> features)
    {
        var logOdds = _start + (_slope * features[PairFeatures.Similarity]);
        foreach (var tree in _trees)
            logOdds += tree.ValueOf(features);
        return LogOdds.ToScore(logOdds);
    }
}
