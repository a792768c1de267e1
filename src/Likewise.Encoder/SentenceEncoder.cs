using System.Diagnostics;

namespace Likewise.Encoder;

/// <summary>
/// A sentence encoder that runs in process, in managed code: any model of the BERT family from a directory in Hugging Face
/// layout, all-MiniLM-L6-v2 unless told otherwise. Texts in, unit vectors out.
/// </summary>
/// <remarks>
/// Immutable and safe for concurrent calls. A text's vector depends on the text alone, bit for bit: each is led through the
/// model by itself, unpadded, whatever it is batched with. Any string has a vector, the empty one included. After the first
/// calls, embedding allocates nothing, unless the model puts a prefix before each text.
/// </remarks>
public sealed class SentenceEncoder : IEmbedder, IDisposable
{
    private readonly BertModel _model;
    private readonly WordPieceTokenizer _tokenizer;
    private readonly WorkspacePool _workspaces;
    private readonly TokenPooling _pooling;
    private readonly InstructionSet _instructions;
    private volatile bool _disposed;

    internal SentenceEncoder(
        BertModel model, WordPieceTokenizer tokenizer, EmbedderIdentity identity, TokenPooling pooling,
        InstructionSet instructions)
    {
        (_model, _tokenizer, _pooling, _instructions) = (model, tokenizer, pooling, instructions);
        Identity = identity;
        _workspaces = new WorkspacePool(model.Shape, identity.MaxTokens);
    }

    /// <inheritdoc/>
    public EmbedderIdentity Identity { get; }

    /// <summary>How many workspaces are in use. For tests.</summary>
    internal int WorkspacesLent => _workspaces.Lent;

    /// <summary>Loads the default model from wherever <see cref="ModelLocator"/> finds it.</summary>
    /// <exception cref="ModelException">It is nowhere, or broken; the message lists the places and what to run.</exception>
    public static SentenceEncoder Load() => Load(ModelLocator.Find().Directory);

    /// <summary>Loads a model.</summary>
    /// <param name="directory">
    /// Where its files are: weights (<c>model.safetensors</c>), <c>config.json</c>, <c>tokenizer.json</c>.
    /// </param>
    /// <param name="options">What to do otherwise than the files say; null for nothing.</param>
    /// <exception cref="ModelException">
    /// A file is missing or broken, or the model is of a kind that this encoder does not run.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option does not fit the model.</exception>
    public static SentenceEncoder Load(string directory, EncoderOptions? options = null) =>
        EncoderLoader.Load(directory, options ?? new EncoderOptions(), InstructionSets.Best);

    /// <summary>Embeds one text.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="destination">Receives the vector, of length 1. Shape [dimension]. Owned by the caller.</param>
    /// <returns>The tokens read, and 1 under <see cref="EmbeddingUsage.Truncated"/> where the text had more.</returns>
    /// <exception cref="ArgumentException">The destination's length is not the dimension.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed.</exception>
    public EmbeddingUsage Embed(string text, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckLength(destination.Length, 1);
        ObjectDisposedException.ThrowIf(_disposed, this);

        using var lease = _workspaces.Rent();
        var work = lease.Workspace;
        var tokens = _tokenizer.Encode(Identity.Prefix, text, work.Ids, out var truncated);
        Debug.Assert(tokens > 0, "special tokens are always there");
        _model.Apply(tokens, work, _instructions);
        _model.Pool(tokens, work, _pooling, destination);
        return new EmbeddingUsage(tokens, truncated ? 1 : 0);
    }

    /// <inheritdoc/>
    /// <remarks>Runs on the caller's thread and has ended when it returns; cancellation is looked at before each text.</remarks>
    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        CheckLength(destination.Length, texts.Length);
        var (tokens, truncated, dimension) = (0, 0, Identity.Dimension);
        for (var i = 0; i < texts.Length; i++)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<EmbeddingUsage>(cancellationToken);
            var usage = Embed(texts.Span[i], destination.Span.Slice(i * dimension, dimension));
            tokens += usage.Tokens;
            truncated += usage.Truncated;
        }
        return ValueTask.FromResult(new EmbeddingUsage(tokens, truncated));
    }

    /// <summary>Ends further use. Calls that run end normally; the memory goes with the last reference.</summary>
    public void Dispose() => _disposed = true;

    private void CheckLength(int destination, int texts)
    {
        if (destination != texts * Identity.Dimension)
            throw new ArgumentException(
                $"The destination has room for {destination} values; {texts} × {Identity.Dimension} were expected.",
                nameof(destination));
    }
}
