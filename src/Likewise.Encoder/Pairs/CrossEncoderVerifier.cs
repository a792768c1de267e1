using System.Globalization;

namespace Likewise.Encoder;

/// <summary>
/// A cross-encoder as a verifier: a BERT that reads both prompts as one text and says how likely one answer serves both. It runs
/// in process, in managed code, from a directory in Hugging Face layout (<c>BertForSequenceClassification</c>, one label or two).
/// </summary>
/// <remarks>
/// Immutable and safe for concurrent calls; a pair's score depends on the pair alone. It reads both texts for every candidate, so
/// it costs about as much as embedding a text as long as both together, and is meant for a band
/// (<see cref="SemanticCacheOptions.VerifyFrom"/>). A call runs on its caller's thread and cannot be stopped half way.
/// </remarks>
public sealed class CrossEncoderVerifier : IVerifier
{
    private readonly BertModel _model;
    private readonly PairHead _head;
    private readonly float[] _second;
    private readonly PairTokenizer _tokenizer;
    private readonly WorkspacePool _workspaces;
    private readonly double _scoreMin;
    private readonly InstructionSet _instructions;

    internal CrossEncoderVerifier(
        EmbedderIdentity identity, BertModel encoder, PairHead head, float[] second, PairTokenizer tokenizer, double scoreMin,
        InstructionSet instructions)
    {
        (Identity, _model, _head, _second, _tokenizer) = (identity, encoder, head, second, tokenizer);
        (_scoreMin, _instructions) = (scoreMin, instructions);
        // Texts of twice the length, so that a workspace has room for the ids of the second one beside those of the pair.
        _workspaces = new WorkspacePool(encoder.Shape, identity.MaxTokens, 2 * identity.MaxTokens, workers: 1);
    }

    /// <inheritdoc/>
    public string Name => "cross-encoder";

    /// <summary>What the model calls itself.</summary>
    public string Model => Identity.Model;

    /// <summary>What tells it from another: of the pooling <c>pair</c>, which no embedder has.</summary>
    internal EmbedderIdentity Identity { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="directory">Where <c>config.json</c>, <c>tokenizer.json</c> and <c>model.safetensors</c> are.</param>
    /// <param name="options">How it is run; null for the defaults.</param>
    /// <exception cref="ModelException">A file is missing or broken, or the model is of another kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option does not fit the model.</exception>
    public static CrossEncoderVerifier Load(string directory, CrossEncoderOptions? options = null) =>
        CrossEncoderLoader.Load(directory, options ?? new CrossEncoderOptions(), InstructionSets.Best);

    /// <summary>How likely one answer serves both prompts, as far as the model was trained for that.</summary>
    /// <param name="asked">The prompt to be answered; read first.</param>
    /// <param name="stored">The prompt that was answered before.</param>
    /// <returns>In [0, 1].</returns>
    public double ScoreOf(string asked, string stored)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(stored);
        using var lease = _workspaces.Rent();
        var work = lease.Workspace;
        var (length, second) = _tokenizer.Encode(asked, stored, work.Ids, work.LongIds);
        _model.ApplyPair(length, second, _second, work, _instructions);
        return _head.Apply(work, _instructions);
    }

    /// <inheritdoc/>
    public ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verification);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<Verdict>(cancellationToken);

        var score = ScoreOf(verification.Prompt, verification.Candidate.Summary.Prompt);
        var detail = string.Create(CultureInfo.InvariantCulture, $"sure to {score:F3}; {_scoreMin:0.###} is needed");
        return new(score >= _scoreMin ? Verdict.Accept(Name, detail) : Verdict.Reject(Name, detail));
    }
}
