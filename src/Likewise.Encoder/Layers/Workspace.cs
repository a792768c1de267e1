namespace Likewise.Encoder;

/// <summary>
/// The scratch memory of one pass through a model, for texts of up to <see cref="MaxTokens"/> tokens. One pass at a time: rented
/// from a <see cref="WorkspacePool"/>, which alone makes them. Memory beyond what a text needs is never touched.
/// </summary>
internal sealed class Workspace
{
    public Workspace(BertShape shape, int maxTokens)
    {
        var (hidden, tokens) = (PanelLayout.Padded(shape.Hidden), PanelLayout.Padded(maxTokens));
        var (head, wide) = (PanelLayout.Padded(shape.HeadWidth), PanelLayout.Padded(Math.Max(3 * shape.Hidden, shape.Inner)));
        (MaxTokens, HiddenStride) = (maxTokens, hidden);
        Ids = new int[maxTokens];
        Tokens = Floats(maxTokens * hidden);
        Update = Floats(maxTokens * hidden);
        Mixed = Floats(maxTokens * hidden);
        Wide = Floats(maxTokens * wide);
        Scores = Floats(maxTokens * tokens);
        HeadPanels = Floats(Math.Max(tokens * shape.HeadWidth, head * maxTokens));
        HeadMixed = Floats(maxTokens * head);
        Zeros = new float[Math.Max(tokens, head)];
    }

    /// <summary>Rows of everything below.</summary>
    public int MaxTokens { get; }

    /// <summary>Floats from one row of <see cref="Tokens"/>, <see cref="Update"/> and <see cref="Mixed"/> to the next.</summary>
    public int HiddenStride { get; }

    /// <summary>The ids of the text. Shape [max tokens].</summary>
    public int[] Ids { get; }

    /// <summary>The vectors of the tokens between layers. Shape [max tokens, stride].</summary>
    public float[] Tokens { get; private set; }

    /// <summary>What a half layer adds to them. Shape [max tokens, stride].</summary>
    public float[] Update { get; private set; }

    /// <summary>The heads' results side by side. Shape [max tokens, stride].</summary>
    public float[] Mixed { get; }

    /// <summary>
    /// Queries, keys and values, later the inside of the feed-forward layer. Rows as the layer that writes them says.
    /// </summary>
    public float[] Wide { get; }

    /// <summary>One head's attention. Shape [tokens, padded tokens].</summary>
    public float[] Scores { get; }

    /// <summary>One head's keys, later its values, as a right side.</summary>
    public float[] HeadPanels { get; }

    /// <summary>One head's result. Shape [tokens, padded head width].</summary>
    public float[] HeadMixed { get; }

    /// <summary>The bias of products that have none.</summary>
    public float[] Zeros { get; }

    /// <summary>Makes the update the tokens.</summary>
    public void SwapUpdate() => (Tokens, Update) = (Update, Tokens);

    private static float[] Floats(int length) => GC.AllocateUninitializedArray<float>(length);
}
