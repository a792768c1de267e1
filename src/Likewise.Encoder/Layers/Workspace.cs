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

    /// <param name="shape">The model's sizes.</param>
    /// <param name="maxTokens">Tokens of the longest text.</param>
    public Workspace(BertShape shape, int maxTokens)
    {
        var (hidden, tokens) = (PanelLayout.Padded(shape.Hidden), PanelLayout.Padded(maxTokens));
        var (head, wide) = (PanelLayout.Padded(shape.HeadWidth), PanelLayout.Padded(Math.Max(3 * shape.Hidden, shape.Inner)));
        var rows = BatchTokens - 1 + maxTokens;
        HiddenStride = hidden;
        (Ids, Texts) = (new int[rows], new int[BatchTokens]);
        Tokens = Floats(rows * hidden);
        Update = Floats(rows * hidden);
        Mixed = Floats(rows * hidden);
        Wide = Floats(rows * wide);
        Bytes = GC.AllocateUninitializedArray<byte>(
            rows * ByteWeights.PadSlots(ByteInputs.MostParts + Math.Max(shape.Hidden, shape.Inner)));
        (RowScales, RowZeros) = (new float[rows], new int[rows]);
        Scores = Floats(maxTokens * tokens);
        HeadPanels = Floats(Math.Max(tokens * shape.HeadWidth, head * maxTokens));
        HeadMixed = Floats(maxTokens * head);
        (Mask, Zeros) = (new float[tokens], new float[head]);
    }

    /// <summary>Floats from one row of <see cref="Tokens"/>, <see cref="Update"/> and <see cref="Mixed"/> to the next.</summary>
    public int HiddenStride { get; }

    /// <summary>The ids of the texts, one text after the other. Shape [rows].</summary>
    public int[] Ids { get; }

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

    /// <summary>One head's attention. Shape [tokens, padded tokens].</summary>
    public float[] Scores { get; }

    /// <summary>One head's keys, later its values, as a right side.</summary>
    public float[] HeadPanels { get; }

    /// <summary>One head's result. Shape [tokens, padded head width].</summary>
    public float[] HeadMixed { get; }

    /// <summary>The bias of scores: nothing for a text's tokens, and so low beyond them that they weigh nothing.</summary>
    public float[] Mask { get; }

    /// <summary>The bias of products that have none.</summary>
    public float[] Zeros { get; }

    /// <summary>Makes <see cref="Mask"/> that of a text of some tokens.</summary>
    public void MaskBeyond(int tokens)
    {
        const float Masked = -1e30f;
        Mask.AsSpan(0, tokens).Clear();
        Mask.AsSpan(tokens..PanelLayout.Padded(tokens)).Fill(Masked);
    }

    /// <summary>Makes the update the tokens.</summary>
    public void SwapUpdate() => (Tokens, Update) = (Update, Tokens);

    private static float[] Floats(int length) => GC.AllocateUninitializedArray<float>(length);
}
