using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Likewise.Encoder;

/// <summary>
/// Makes a static model of a sentence encoder: each piece of the vocabulary is embedded by itself, the vectors are turned to the
/// axes of most variance and weighed by how rare a piece is. With texts they are then moved so that the mean of a text's pieces
/// comes to point where the encoder's vector of the text points.
/// </summary>
/// <remarks>
/// The method is model2vec's (PCA, then SIF weights by Zipf's law: Arora et al. 2017) and the result a model2vec directory.
/// What texts add are linear least-squares problems (<see cref="TextFit"/>); no label is needed.
/// </remarks>
public static class StaticDistiller
{
    private const int AtOnce = 1_024;
    private const int TextTokensMax = 512;

    /// <summary>Distils a model into a directory.</summary>
    /// <param name="encoder">The sentence encoder, loaded from <paramref name="modelDirectory"/>.</param>
    /// <param name="modelDirectory">Where its <c>tokenizer.json</c> is.</param>
    /// <param name="directory">Receives the model; made where it is absent.</param>
    /// <param name="texts">Texts like those that will be compared; none for the pieces' own vectors.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>Who the static model is.</returns>
    /// <exception cref="ModelException">A file cannot be read or written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option does not fit the encoder.</exception>
    public static EmbedderIdentity Distill(
        SentenceEncoder encoder, string modelDirectory, string directory, IReadOnlyList<string> texts, DistillOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(modelDirectory);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(encoder.Identity.Dimension);

        var tokenizer = Path.Combine(modelDirectory, "tokenizer.json");
        var rows = MakeRows(encoder, tokenizer, texts, options, cancellationToken);
        return Write(encoder, tokenizer, directory, rows, options);
    }

    /// <summary>1. embed pieces and texts; 2. turn pieces to the axes that hold most, weigh them; 3. fit them.</summary>
    private static float[] MakeRows(
        SentenceEncoder encoder, string tokenizer, IReadOnlyList<string> texts, DistillOptions options,
        CancellationToken cancellationToken)
    {
        var (pieces, full, dimension) = (encoder.Vocabulary, encoder.Identity.Dimension, options.Dimension);

        // 1. Embed pieces and texts. What all pieces have in common says nothing about any.
        var vectors = EmbedPieces(encoder, cancellationToken);
        TakeMeanOff(vectors, full);
        var textVectors = EmbedTexts(encoder, texts, cancellationToken);

        // 2. Turn pieces to the axes that hold most, and weigh them.
        var axes = PrincipalAxes.Find(texts.Count > 0 ? textVectors : vectors, full, dimension);
        var weights = ZipfWeights(pieces, options.SifCoefficient);
        var rows = new float[pieces * dimension];
        for (var piece = 0; piece < pieces; piece++)
            Project(vectors.AsSpan(piece * full, full), axes, weights[piece], rows.AsSpan(piece * dimension, dimension));
        if (texts.Count == 0) return rows;

        // 3. Fit them to texts.
        var bare = TokenizerReader.ReadBare(tokenizer, pieces, TextTokensMax, out var unknown);
        var (fit, ids, target) = (new TextFit(dimension), new int[TextTokensMax], new float[dimension]);
        for (var i = 0; i < texts.Count; i++)
        {
            var known = ids.AsSpan(0, bare.Encode("", texts[i], ids, out _)).ToArray().Where(id => id != unknown).ToArray();
            if (known.Length == 0) continue;
            Project(textVectors.AsSpan(i * full, full), axes, 1, target);
            fit.Add(known, target);
        }
        fit.Apply(rows, (float)options.Pull, cancellationToken);
        return rows;
    }

    private static float[] EmbedPieces(SentenceEncoder encoder, CancellationToken cancellationToken)
    {
        var (pieces, full) = (encoder.Vocabulary, encoder.Identity.Dimension);
        var vectors = new float[pieces * full];
        var ids = Enumerable.Range(0, pieces).ToArray();
        Parallel.For(0, (pieces + AtOnce - 1) / AtOnce, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            var some = ids.AsSpan(part * AtOnce, Math.Min(AtOnce, pieces - part * AtOnce));
            encoder.EmbedPieces(some, vectors.AsSpan(part * AtOnce * full, some.Length * full));
        });
        return vectors;
    }

    private static float[] EmbedTexts(SentenceEncoder encoder, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var full = encoder.Identity.Dimension;
        var vectors = new float[texts.Count * full];
        Parallel.For(0, texts.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            encoder.Embed(texts[i], vectors.AsSpan(i * full, full)));
        return vectors;
    }

    private static void TakeMeanOff(float[] vectors, int dimension)
    {
        var mean = new float[dimension];
        for (var at = 0; at < vectors.Length; at += dimension)
            TensorPrimitives.Add(mean, vectors.AsSpan(at, dimension), mean);
        TensorPrimitives.Multiply(mean, (float)dimension / vectors.Length, mean);
        for (var at = 0; at < vectors.Length; at += dimension)
            TensorPrimitives.Subtract(vectors.AsSpan(at, dimension), mean, vectors.AsSpan(at, dimension));
    }

    /// <summary>
    /// a/(a + p) for pieces of Zipf's frequencies, the probability of the r-th being proportional to 1/r: vocabularies are in the
    /// order of frequency.
    /// </summary>
    private static float[] ZipfWeights(int pieces, double coefficient)
    {
        var harmonic = Enumerable.Range(1, pieces).Sum(rank => 1.0 / rank);
        return [.. Enumerable.Range(1, pieces).Select(rank => (float)(coefficient / (coefficient + 1 / (rank * harmonic))))];
    }

    private static void Project(ReadOnlySpan<float> vector, float[] axes, float weight, Span<float> destination)
    {
        for (var axis = 0; axis < destination.Length; axis++)
            destination[axis] = weight * TensorPrimitives.Dot(vector, axes.AsSpan(axis * vector.Length, vector.Length));
    }

    private static EmbedderIdentity Write(
        SentenceEncoder encoder, string tokenizer, string directory, float[] rows, DistillOptions options)
    {
        try
        {
            // Truncation and padding belong to another use of the model.
            var json = JsonNode.Parse(File.ReadAllBytes(tokenizer))!.AsObject(); // It was read as an object before.
            (json["truncation"], json["padding"]) = (null, null);
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, "tokenizer.json"), json.ToJsonString());
            File.WriteAllText(Path.Combine(directory, "config.json"), new JsonObject
            {
                ["model_type"] = "model2vec", ["architectures"] = new JsonArray("StaticModel"),
                ["tokenizer_name"] = encoder.Identity.Model, ["apply_pca"] = options.Dimension,
                ["hidden_dim"] = options.Dimension,
                ["sif_coefficient"] = options.SifCoefficient, ["seq_length"] = TextTokensMax, ["normalize"] = true,
            }.ToJsonString());
            long[] shape = [rows.Length / options.Dimension, options.Dimension];
            SafetensorsWriter.Write(
                Path.Combine(directory, "model.safetensors"), new Dictionary<string, (long[], byte[])>
                {
                    ["embeddings"] = (shape, MemoryMarshal.AsBytes(rows.AsSpan()).ToArray()),
                });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(directory, $"cannot be written: {fault.Message}", fault);
        }
        return StaticEncoder.Load(directory).Identity;
    }
}
