using Microsoft.Extensions.AI;

namespace Likewise.Extensions.AI;

/// <summary>Embeds with any generator of Microsoft.Extensions.AI.</summary>
/// <remarks>
/// As safe for concurrent calls as the generator is. Count, dimension and finiteness are checked, and vectors brought to
/// length 1. What the generator throws reaches the caller; the cache makes a miss of it. The generator belongs to the caller.
/// </remarks>
public sealed class GeneratorEmbedder : IEmbedder
{
    private const string ProbeText = "How long is a vector?";

    private readonly IEmbeddingGenerator<string, Embedding<float>> _generator;
    private readonly EmbeddingGenerationOptions _asked; // Copied for each call: a generator may change what it is given.
    private readonly string _prefix;
    private readonly int _batchTextsMax;

    private GeneratorEmbedder(
        IEmbeddingGenerator<string, Embedding<float>> generator, GeneratorEmbedderOptions options, EmbedderIdentity identity)
    {
        (_generator, _asked, Identity) = (generator, Asked(options), identity);
        (_prefix, _batchTextsMax) = (options.Prefix, options.BatchTextsMax);
    }

    /// <inheritdoc/>
    public EmbedderIdentity Identity { get; }

    /// <summary>Creates an embedder of a generator. Embeds one text where the dimension is not known.</summary>
    /// <param name="generator">What embeds. It belongs to the caller and must outlive the embedder.</param>
    /// <param name="options">How it is used. Null: as its metadata says.</param>
    /// <param name="cancellationToken">Stops the probe.</param>
    /// <exception cref="ArgumentException">Options are out of range, or nothing names the model.</exception>
    /// <exception cref="InvalidDataException">The generator made no vector that can be used.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async ValueTask<GeneratorEmbedder> CreateAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator, GeneratorEmbedderOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        options ??= new GeneratorEmbedderOptions();
        options.Validate();
        var metadata = generator.GetService<EmbeddingGeneratorMetadata>();
        var model = options.Model ?? metadata?.DefaultModelId
            ?? throw new ArgumentException("The generator does not name its model: set Model.", nameof(options));
        var dimension = options.Dimension
            ?? (options.Model is null || options.Model == metadata?.DefaultModelId ? metadata?.DefaultModelDimensions : null)
            ?? await ProbeAsync(generator, options, cancellationToken).ConfigureAwait(false);

        string[] revision =
        [
            metadata?.ProviderName ?? "generator", .. options.Dimension is null ? [] : (string[])["shortened"],
            .. options.ModelRevision.Length == 0 ? [] : (string[])[options.ModelRevision],
        ];
        return new GeneratorEmbedder(generator, options, new EmbedderIdentity(
            model, string.Join(' ', revision), "provider", options.Prefix, dimension, options.MaxTokens));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The generator made other vectors than were asked for.</exception>
    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        if (destination.Length != (long)texts.Length * Identity.Dimension)
        {
            throw new ArgumentException(
                $"{texts.Length} vectors of {Identity.Dimension} components do not make {destination.Length}.",
                nameof(destination));
        }

        return EmbedAllAsync(texts, destination, cancellationToken);
    }

    private async ValueTask<EmbeddingUsage> EmbedAllAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tokens = 0L;
        for (var start = 0; start < texts.Length; start += _batchTextsMax)
        {
            var batch = texts.Slice(start, Math.Min(_batchTextsMax, texts.Length - start)).ToArray();
            var made = await _generator.GenerateAsync(Prefixed(batch), _asked.Clone(), cancellationToken).ConfigureAwait(false);
            Take(made, batch.Length, destination.Slice(start * Identity.Dimension, batch.Length * Identity.Dimension));
            tokens += made.Usage?.InputTokenCount ?? made.Usage?.TotalTokenCount ?? 0;
        }

        return new EmbeddingUsage((int)Math.Min(tokens, int.MaxValue), 0);
    }

    private void Take(GeneratedEmbeddings<Embedding<float>> made, int texts, Memory<float> rows)
    {
        if (made.Count != texts)
            throw new InvalidDataException($"The generator made {made.Count} vectors for {texts} texts.");

        for (var i = 0; i < texts; i++)
        {
            var vector = made[i].Vector.Span;
            var row = rows.Span.Slice(i * Identity.Dimension, Identity.Dimension);
            if (vector.Length != row.Length)
                throw new InvalidDataException($"Vector {i} has {vector.Length} components; {row.Length} were expected.");

            vector.CopyTo(row);
            if (UnitVector.Scale(row) is { } fault)
                throw new InvalidDataException($"Vector {i} {fault}.");
        }
    }

    /// <summary>An empty text goes as a space: most services refuse an empty one.</summary>
    private IEnumerable<string> Prefixed(string[] texts) =>
        texts.Select(text => _prefix.Length + text.Length == 0 ? " " : _prefix + text);

    private static async ValueTask<int> ProbeAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator, GeneratorEmbedderOptions options,
        CancellationToken cancellationToken)
    {
        var made = await generator.GenerateAsync([ProbeText], Asked(options), cancellationToken).ConfigureAwait(false);
        return made is [{ Vector.Length: > 0 and var length }]
            ? length
            : throw new InvalidDataException("The generator made no vector of a text.");
    }

    private static EmbeddingGenerationOptions Asked(GeneratorEmbedderOptions options) =>
        new() { ModelId = options.Model, Dimensions = options.Dimension };
}
