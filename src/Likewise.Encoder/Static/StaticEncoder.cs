using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>
/// An embedder without layers: a text's vector is the mean of its pieces' vectors, brought to length 1. A hundred times as fast
/// as <see cref="SentenceEncoder"/>, and blind to the order of words. Reads model2vec directories, which
/// <see cref="StaticDistiller"/> writes.
/// </summary>
/// <remarks>
/// Immutable and safe for concurrent calls; embedding allocates nothing. A text without a known piece has a direction of its own,
/// drawn from its characters: it is like itself, and like no other text.
/// </remarks>
public sealed class StaticEncoder : IEmbedder
{
    private readonly Tokenizer _tokenizer;
    private readonly float[] _rows;
    private readonly int[]? _rowOf;
    private readonly float[]? _weights;
    private readonly int _unknown;

    /// <param name="tokenizer">Gives ids, without special tokens.</param>
    /// <param name="rows">Shape [rows, dimension].</param>
    /// <param name="rowOf">The row of each id; null where row and id are one.</param>
    /// <param name="weights">How much each id counts; null where all count the same.</param>
    /// <param name="unknown">The id that counts for nothing.</param>
    /// <param name="identity">Who this is.</param>
    internal StaticEncoder(
        Tokenizer tokenizer, float[] rows, int[]? rowOf, float[]? weights, int unknown, EmbedderIdentity identity)
    {
        (_tokenizer, _rows, _rowOf, _weights, _unknown) = (tokenizer, rows, rowOf, weights, unknown);
        Identity = identity;
        Debug.Assert(identity.MaxTokens <= MaxTokensMost, "ids are gathered on the stack");
    }

    /// <summary>The most tokens of a text that are read.</summary>
    public const int MaxTokensMost = 4_096;

    /// <inheritdoc/>
    public EmbedderIdentity Identity { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="directory">
    /// Where its files are: <c>model.safetensors</c> with the tensor <c>embeddings</c>, <c>tokenizer.json</c>,
    /// <c>config.json</c>.
    /// </param>
    /// <param name="maxTokens">
    /// How many tokens of a text are read, from 1 to <see cref="MaxTokensMost"/>; null for 512, as model2vec has it.
    /// </param>
    /// <exception cref="ModelException">A file is missing or broken, or the model is of another kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of tokens is out of range.</exception>
    public static StaticEncoder Load(string directory, int? maxTokens = null) => StaticLoader.Load(directory, maxTokens ?? 512);

    /// <summary>Embeds one text.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="destination">Receives the vector, of length 1. Shape [dimension]. Owned by the caller.</param>
    /// <returns>The tokens read, and 1 under <see cref="EmbeddingUsage.Truncated"/> where the text had more.</returns>
    /// <exception cref="ArgumentException">The destination's length is not the dimension.</exception>
    [SkipLocalsInit]
    public EmbeddingUsage Embed(string text, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckLength(destination.Length, 1);

        Span<int> ids = stackalloc int[Identity.MaxTokens];
        var tokens = _tokenizer.Encode("", text, ids, out var truncated);
        destination.Clear();
        foreach (var id in ids[..tokens])
        {
            if (id == _unknown) continue;
            var row = _rows.AsSpan((_rowOf is null ? id : _rowOf[id]) * destination.Length, destination.Length);
            if (_weights is null)
                TensorPrimitives.Add(destination, row, destination);
            else
                TensorPrimitives.MultiplyAdd(row, _weights[id], destination, destination);
        }
        // What is left of pieces that take each other away is rounding, and no direction.
        const float LeastLength = 1e-6f;
        if (!UnitVector.TryNormalize(destination, LeastLength)) UnitVector.FromText(text, destination);
        return new EmbeddingUsage(tokens, truncated ? 1 : 0);
    }

    /// <inheritdoc/>
    /// <remarks>Runs on the caller's thread and has ended when it returns.</remarks>
    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        CheckLength(destination.Length, texts.Length);
        var (dimension, tokens, truncated) = (Identity.Dimension, 0, 0);
        for (var i = 0; i < texts.Length; i++)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<EmbeddingUsage>(cancellationToken);
            var usage = Embed(texts.Span[i], destination.Span.Slice(i * dimension, dimension));
            (tokens, truncated) = (tokens + usage.Tokens, truncated + usage.Truncated);
        }
        return ValueTask.FromResult(new EmbeddingUsage(tokens, truncated));
    }

    private void CheckLength(int destination, int texts)
    {
        if (destination != texts * Identity.Dimension)
            throw new ArgumentException(
                $"The destination has room for {destination} values; {texts} × {Identity.Dimension} were expected.",
                nameof(destination));
    }
}
