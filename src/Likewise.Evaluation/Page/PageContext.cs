namespace Likewise.Evaluation;

/// <summary>What the sections of one page share: the data, vectors and readings made once, pictures, and goals.</summary>
internal sealed class PageContext(
    QualityPageOptions options, PreparedEmbedder embedder, EvaluationOptions evaluation, IProgress<string>? progress)
{
    private readonly Dictionary<string, IReadOnlyList<PairReading>> _readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Plot> _images = new(StringComparer.Ordinal);

    public QualityPageOptions Options => options;

    public PreparedEmbedder Embedder => embedder;

    public PageData Data { get; } = new(options);

    public IReadOnlyDictionary<string, Plot> Images => _images;

    /// <summary>What was asked for, what was measured.</summary>
    public List<Goal> Goals { get; } = [];

    /// <summary>Scores and whether they were right, by the data that they are of.</summary>
    public Dictionary<string, Reliability> Reliabilities { get; } = new(StringComparer.Ordinal);

    /// <summary>How an evaluation is run in one of the random orders.</summary>
    public EvaluationOptions EvaluationOf(int seed) => evaluation with { Seed = seed, Limit = options.PromptsMax };

    public void Say(string what) => progress?.Report(what);

    /// <summary>Every random order.</summary>
    public IEnumerable<int> Seeds => Enumerable.Range(1, options.Seeds);

    /// <summary>What a cache says of each pair of a set; read once.</summary>
    public async Task<IReadOnlyList<PairReading>> ReadAsync(
        string name, IReadOnlyList<LabelledPair> pairs, CancellationToken cancellationToken)
    {
        if (!_readings.TryGetValue(name, out var readings))
        {
            Say($"{name}: {pairs.Count} pairs");
            readings = await PairReader.ReadAsync(pairs, embedder, EvaluationOf(1), progress: null, cancellationToken)
                .ConfigureAwait(false);
            _readings.Add(name, readings);
        }

        return readings;
    }

    /// <summary>One stream, every prompt embedded ahead.</summary>
    public async Task<StreamReport> RunAsync(
        IReadOnlyList<LabelledPrompt> prompts, EvaluationOptions how, CancellationToken cancellationToken)
    {
        await StreamSweep.PrepareAsync(prompts, embedder, how, cancellationToken).ConfigureAwait(false);
        return await StreamEvaluation.RunAsync(prompts, embedder, how, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Keeps a picture, and gives the line that shows it.</summary>
    public string Show(string file, string words, Plot plot)
    {
        _images[file] = plot;
        return $"![{words}]({options.ImagesPath}{file})";
    }
}
