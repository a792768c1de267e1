using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.Extensions.Logging;

namespace Likewise.Encoder;

/// <summary>
/// A sentence encoder that runs in process, in managed code: any model of the BERT family from a directory in Hugging Face
/// layout, all-MiniLM-L6-v2 unless told otherwise. Texts in, unit vectors out.
/// </summary>
/// <remarks>
/// Immutable and safe for concurrent calls. A text's vector depends on the text alone, bit for bit: each attends to
/// itself alone, unpadded, whatever it is batched with. Any string has a vector, the empty one included. After the first
/// calls, embedding allocates nothing, unless the model puts a prefix before each text.
/// </remarks>
public sealed class SentenceEncoder : IEmbedder, IDisposable
{
    private readonly BertModel _model;
    private readonly Tokenizer _tokenizer;
    private readonly WorkspacePool _workspaces;
    private readonly TokenPooling _pooling;
    private readonly WindowPlan? _windows;
    private readonly Crew? _crew;
    private readonly InstructionSet _instructions;
    private volatile bool _disposed;

    internal SentenceEncoder(BertModel model, Tokenizer tokenizer, SettledOptions settled, InstructionSet instructions)
    {
        (Identity, _pooling, _windows) = (settled.Identity, settled.Pooling, settled.Windows);
        (_model, _instructions) = (model, instructions);
        var textTokens = _windows?.MaxTokens(tokenizer.Special) ?? Identity.MaxTokens;
        _tokenizer = _windows is null ? tokenizer : tokenizer.With(textTokens);
        _crew = settled.Threads > 1 ? new Crew(settled.Threads - 1) : null;
        _workspaces = new WorkspacePool(model.Shape, Identity.MaxTokens, textTokens, settled.Threads);
    }

    /// <inheritdoc/>
    public EmbedderIdentity Identity { get; }

    /// <summary>How many workspaces are in use. For tests.</summary>
    internal int WorkspacesLent => _workspaces.Lent;

    /// <summary>How many pieces the vocabulary has.</summary>
    internal int Vocabulary => _model.Shape.Vocabulary;

    /// <summary>Loads the default model from wherever <see cref="ModelLocator"/> finds it.</summary>
    /// <exception cref="ModelException">It is nowhere, or broken; the message lists the places and what to run.</exception>
    public static SentenceEncoder Load() => Load(ModelLocator.Find().Directory);

    /// <summary>Loads a model.</summary>
    /// <param name="directory">
    /// Where its files are: weights (<c>model.safetensors</c>), <c>config.json</c>, <c>tokenizer.json</c>.
    /// </param>
    /// <param name="options">What to do otherwise than the files say; null for nothing.</param>
    /// <param name="log">Told when packed weights were damaged or cannot be kept; null for nobody.</param>
    /// <exception cref="ModelException">
    /// A file is missing or broken, or the model is of a kind that this encoder does not run.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option does not fit the model.</exception>
    public static SentenceEncoder Load(string directory, EncoderOptions? options = null, ILogger? log = null) =>
        EncoderLoader.Load(directory, options ?? new EncoderOptions(), InstructionSets.Best, log);

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

        return EmbedSome(new ReadOnlySpan<string>(in text), destination, out _, CancellationToken.None);
    }

    /// <inheritdoc/>
    /// <remarks>Runs on the caller's thread and has ended when it returns; cancellation is looked at before each pass.</remarks>
    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        CheckLength(destination.Length, texts.Length);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var (tokens, truncated) = (0, 0);
        for (var done = 0; done < texts.Length;)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<EmbeddingUsage>(cancellationToken);
            var usage = EmbedSome(
                texts.Span[done..], destination.Span[(done * Identity.Dimension)..], out var count, cancellationToken);
            if (count == 0) return ValueTask.FromCanceled<EmbeddingUsage>(cancellationToken);
            tokens += usage.Tokens;
            truncated += usage.Truncated;
            done += count;
        }
        return ValueTask.FromResult(new EmbeddingUsage(tokens, truncated));
    }

    /// <summary>Embeds pieces of the vocabulary, each alone between the special tokens. For distilling.</summary>
    /// <param name="pieces">Their ids.</param>
    /// <param name="destination">Receives the vectors. Shape [pieces, dimension].</param>
    internal void EmbedPieces(ReadOnlySpan<int> pieces, Span<float> destination)
    {
        using var lease = _workspaces.Rent();
        var (work, special) = (lease.Workspace, _tokenizer.Special);
        var length = special.Before.Length + 1 + special.After.Length;
        while (pieces.Length > 0)
        {
            var count = Math.Min(pieces.Length, Workspace.BatchTokens / length);
            for (var i = 0; i < count; i++)
            {
                int[] ids = [.. special.Before, pieces[i], .. special.After];
                ids.CopyTo(work.Ids, i * length);
                work.Texts[i] = length;
            }
            RunModel(count, work, destination);
            pieces = pieces[count..];
            destination = destination[(count * Identity.Dimension)..];
        }
    }

    /// <summary>Ends further use. Calls that run end normally; the memory goes with the last reference.</summary>
    public void Dispose()
    {
        _disposed = true;
        _crew?.Dispose();
    }

    /// <summary>One pass: reads texts while they have few tokens together, and runs the model over them.</summary>
    /// <param name="texts">At least one.</param>
    /// <param name="destination">Receives their vectors.</param>
    /// <param name="count">How many were embedded; 0 where that was cancelled.</param>
    /// <param name="cancellationToken">Looked at between the windows of a long text.</param>
    private EmbeddingUsage EmbedSome(
        ReadOnlySpan<string> texts, Span<float> destination, out int count, CancellationToken cancellationToken)
    {
        using var lease = _workspaces.Rent();
        var work = lease.Workspace;

        var (tokens, truncated) = (0, 0);
        for (count = 0; count < texts.Length && tokens < Workspace.BatchTokens; count++)
        {
            ArgumentNullException.ThrowIfNull(texts[count]);
            var length = _tokenizer.Encode(Identity.Prefix, texts[count], work.Ids.AsSpan(tokens), out var tooLong);
            Debug.Assert(length > 0, "special tokens are always there");
            if (length > Identity.MaxTokens)
            {
                // A long text is a pass of its own, after the texts before it.
                if (count > 0) break;
                work.Ids.AsSpan(0, length).CopyTo(work.LongIds);
                var read = EmbedWindows(work.LongIds.AsSpan(0, length), work, destination, cancellationToken);
                count = read > 0 ? 1 : 0;
                return new EmbeddingUsage(read, tooLong ? 1 : 0);
            }
            work.Texts[count] = length;
            tokens += length;
            truncated += tooLong ? 1 : 0;
        }

        RunModel(count, work, destination);
        return new EmbeddingUsage(tokens, truncated);
    }

    /// <summary>Embeds a text window by window. Returns the tokens read; 0 where it was cancelled.</summary>
    private int EmbedWindows(
        ReadOnlySpan<int> text, Workspace work, Span<float> destination, CancellationToken cancellationToken)
    {
        var windows = _windows ?? throw new UnreachableException("Without windows no text is longer than the model reads.");
        destination = destination[..Identity.Dimension];
        var (mean, tokens) = (work.WindowMean, 0);
        Array.Clear(mean);
        for (var window = 0; windows.Write(text, _tokenizer.Special, window, work.Ids) is > 0 and var length; window++)
        {
            if (cancellationToken.IsCancellationRequested) return 0;
            work.Texts[0] = length;
            RunModel(1, work, destination);
            TensorPrimitives.MultiplyAdd(destination, length, mean, mean);
            tokens += length;
        }
        // Should the windows' directions have cancelled out, the last one's stays.
        if (mean.AsSpan().ContainsAnyExcept(0f)) BertModel.Normalize(mean, destination);
        return tokens;
    }

    /// <summary>Runs the model over the texts whose ids are in a workspace, and pools each.</summary>
    private void RunModel(int count, Workspace work, Span<float> destination)
    {
        var lengths = work.Texts.AsSpan(0, count);
        work.Crew = _crew?.TryTake() == true ? _crew : null;
        try
        {
            _model.Apply(lengths, work, _instructions);
        }
        finally
        {
            work.Crew?.Release();
            work.Crew = null;
        }
        var first = 0;
        for (var i = 0; i < count; i++)
        {
            var vector = destination.Slice(i * Identity.Dimension, Identity.Dimension);
            BertModel.Pool(first, lengths[i], work, _pooling, vector, _instructions);
            first += lengths[i];
        }
        // Weights may be mapped, and their spans do not keep them so.
        GC.KeepAlive(_model);
    }

    private void CheckLength(int destination, int texts)
    {
        if (destination != texts * Identity.Dimension)
            throw new ArgumentException(
                $"The destination has room for {destination} values; {texts} × {Identity.Dimension} were expected.",
                nameof(destination));
    }
}
