namespace Likewise.Encoder;

/// <summary>
/// Brings layers to bytes. To see where the inputs of each lie, the model reads in float32 what it knows of itself: words from
/// all over its own vocabulary, in no order that means anything. No text is needed; the same weights always give the same bytes.
/// </summary>
/// <remarks>
/// What it is after are the few inputs that are large in whatever a model reads, and their usual values. Layer norms do not give
/// these away: in all-MiniLM-L6-v2 one component of 384 lies at -7 behind a norm whose gain and shift say -1 to 1.
/// </remarks>
internal sealed class Rehearsal
{
    private const int MostTexts = 16;
    private const int MostTokens = 16;

    // A prime far from any vocabulary's divisors, so that successive words come from all over it.
    private const long WordStride = 7_919;

    private readonly int[] _texts = new int[MostTexts];
    private readonly Workspace _work;
    private readonly InstructionSet _set;

    /// <param name="beginning">The model without its layers.</param>
    /// <param name="frame">The ids of a text of no words: what stands around every text.</param>
    /// <param name="set">The instructions to use.</param>
    public Rehearsal(BertModel beginning, ReadOnlySpan<int> frame, InstructionSet set)
    {
        var shape = beginning.Shape;
        (_work, _set) = (new Workspace(shape, MostTexts * MostTokens, MostTexts * MostTokens), set);
        Array.Fill(_texts, Math.Min(MostTokens, shape.Positions));
        var (word, at) = (0L, 0);
        foreach (var length in _texts)
        {
            // Half of the frame, rounded up, stands before the words.
            var words = Math.Max(0, length - frame.Length);
            foreach (var id in frame[..((frame.Length + 1) / 2)])
                _work.Ids[at++] = id;
            for (var i = 0; i < words; i++)
                _work.Ids[at++] = (int)(++word * WordStride % shape.Vocabulary);
            foreach (var id in frame[((frame.Length + 1) / 2)..])
                _work.Ids[at++] = id;
        }
        beginning.Apply(_texts, _work, set);
    }

    /// <summary>Runs the next layer in float32, and brings it to bytes by what its linear layers were given.</summary>
    /// <param name="parts">The layer.</param>
    public BertLayer ToBytes(LayerParts parts)
    {
        var (hidden, inner) = (parts.Shape.Hidden, parts.Shape.Inner);
        var (queryKeyValue, output) = (new ObservedLinear(parts.QueryKeyValue, hidden), new ObservedLinear(parts.Output, hidden));
        var (widening, narrowing) = (new ObservedLinear(parts.Widening, hidden), new ObservedLinear(parts.Narrowing, inner));
        parts.Assemble(queryKeyValue, output, widening, narrowing).Apply(_texts, _texts.Sum(), _work, _set);
        return parts.Assemble(queryKeyValue.ToBytes(), output.ToBytes(), widening.ToBytes(), narrowing.ToBytes());
    }
}
