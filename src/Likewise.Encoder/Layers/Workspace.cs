namespace Likewise.Encoder;

/// <summary>
/// The scratch memory of one pass through a model: texts are gathered until they have <see cref="BatchTokens"/> tokens or more,
/// each of up to as many as the model reads. One pass at a time: rented from a <see cref="WorkspacePool"/>, which alone makes
/// them. Memory beyond what the texts need is never touched.
/// </summary>
internal sealed class Workspace
{
    /// <summary>
    /// Tokens that are enough for one pass: a weight that is read serves them all, and what they need still lies in the
    /// second cache.
    /// </summary>
    public const int BatchTokens = 64;

    private readonly float[] _scores;
    private readonly int _scoresPerWorker;

    /// <param name="shape">The model's sizes.</param>
    /// <param name="maxTokens">The most tokens that the model reads at once.</param>
    /// <param name="textTokens">Tokens of the longest text, which may be read in windows.</param>
    /// <param name="workers">How many may work on a stage.</param>
    public Workspace(BertShape shape, int maxTokens, int textTokens, int workers = 1)
    {
        var hidden = PanelLayout.RowStride(shape.Hidden);
        var wide = PanelLayout.RowStride(Math.Max(3 * shape.Hidden, shape.Inner));
        var rows = BatchTokens - 1 + maxTokens;
        HiddenStride = hidden;
        (Ids, Texts) = (new int[BatchTokens - 1 + textTokens], new int[BatchTokens]);
        (LongIds, WindowMean) = textTokens > maxTokens ? (new int[textTokens], new float[shape.Hidden]) : ([], []);
        Tokens = Floats(rows * hidden);
        Update = Floats(rows * hidden);
        Mixed = Floats(rows * hidden);
        Wide = Floats(rows * wide);
        Bytes = GC.AllocateUninitializedArray<byte>(
            rows * ByteWeights.PadSlots(ByteInputs.MostParts + Math.Max(shape.Hidden, shape.Inner)));
        (RowScales, RowZeros) = (new float[rows], new int[rows]);
        _scoresPerWorker = AttentionKernel.ScratchLength(maxTokens, shape.HeadWidth);
        _scores = Floats(workers * _scoresPerWorker);
        Stage = new Stage(this);
    }

    /// <summary>Floats from one row of <see cref="Tokens"/>, <see cref="Update"/> and <see cref="Mixed"/> to the next.</summary>
    public int HiddenStride { get; }

    /// <summary>The ids of the texts, one text after the other.</summary>
    public int[] Ids { get; }

    /// <summary>The ids of a text that is read in windows; empty where none is.</summary>
    public int[] LongIds { get; }

    /// <summary>The sum of its windows' vectors; empty where no text is read so.</summary>
    public float[] WindowMean { get; }

    /// <summary>How many tokens each text has. Shape [<see cref="BatchTokens"/>].</summary>
    public int[] Texts { get; }

    /// <summary>The vectors of the tokens between layers. Shape [rows, stride].</summary>
    public float[] Tokens { get; private set; }

    /// <summary>What a half layer adds to them. Shape [rows, stride].</summary>
    public float[] Update { get; private set; }

    /// <summary>The heads' results side by side. Shape [rows, stride].</summary>
    public float[] Mixed { get; }

    /// <summary>
    /// Queries, keys and values, later the inside of the feed-forward layer. Rows as the layer that writes them says.
    /// </summary>
    public float[] Wide { get; }

    /// <summary>The input of a linear layer, brought to bytes. Rows as the layer says.</summary>
    public byte[] Bytes { get; }

    /// <summary>The scales of those rows. Shape [rows].</summary>
    public float[] RowScales { get; }

    /// <summary>The zeros of those rows. Shape [rows].</summary>
    public int[] RowZeros { get; }

    /// <summary>Who helps with the pass that is on; null for nobody.</summary>
    public Crew? Crew { get; set; }

    /// <summary>The stage that is on.</summary>
    public Stage Stage { get; }

    /// <summary>A worker's own: a block of one head's queries, what it makes of them, and their scores.</summary>
    public Span<float> Scores(int worker) => _scores.AsSpan(worker * _scoresPerWorker, _scoresPerWorker);

    /// <summary>Makes the update the tokens.</summary>
    public void SwapUpdate() => (Tokens, Update) = (Update, Tokens);

    private static float[] Floats(int length) => GC.AllocateUninitializedArray<float>(length);
}
