namespace Likewise;

/// <summary>
/// What one lookup works in: its text, its vector, its candidates. Rented, so that a lookup allocates only its result.
/// </summary>
internal sealed class LookupWorkspace(int dimension, int candidatesMax)
{
    private readonly string[] _text = new string[1];
    private readonly float[] _vector = new float[dimension];
    private readonly Candidate[] _candidates = new Candidate[candidatesMax];
    private PromptFeatures? _features;

    public ReadOnlyMemory<string> Text => _text;

    public Memory<float> Vector => _vector;

    public Memory<Candidate> Candidates => _candidates;

    /// <summary>What the prompt says; null until a decision has needed it.</summary>
    public ref PromptFeatures? Features => ref _features;

    /// <summary>What the decision log is told; null where there is none.</summary>
    public DecisionNote? Note { get; set; }

    public void SetText(string text) => _text[0] = text;

    /// <summary>Forgets what it was used for, so that nothing is kept alive or seen by the next.</summary>
    public void Clear()
    {
        _text[0] = "";
        _features = null;
        Note = null;
        Array.Clear(_candidates);
    }
}
