using System.Numerics.Tensors;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.StaticModels;

public sealed class DistillationTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "the cat sat on a mat", "the dog sat", "a cat, a dog", "query: cats?", "dogs sat on the cat", "mat mat", "a b", "the",
        "eating", "cat dog mat", "on the mat", "the cats", "sat", "a", "?", "cat", "dog", "the dog sat on a mat", "on a cat",
        "mats",
    ];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-distill-");
    private readonly SyntheticModel _model = new SyntheticModel().Write();

    [Fact]
    public void A_static_model_is_loaded_from_what_was_written()
    {
        using var encoder = SentenceEncoder.Load(_model.Directory);
        var identity = StaticDistiller.Distill(
            encoder, _model.Directory, _directory.FullName, [], new DistillOptions { Dimension = 5 },
            TestContext.Current.CancellationToken);
        Assert.Equal(("bert-2x24-static", "static", 5), (identity.Model, identity.Pooling, identity.Dimension));
        var distilled = Assert.IsType<StaticEncoder>(LocalEmbedder.Load(_directory.FullName));
        Assert.Equal(identity, distilled.Identity);
        Assert.Equal(new EmbeddingUsage(4, 0), distilled.Embed("the cats sat", new float[5]));
    }

    [Fact]
    public void Texts_bring_it_closer_to_the_encoder()
    {
        using var encoder = SentenceEncoder.Load(_model.Directory);
        var (bare, fitted) = (Distill(encoder, []), Distill(encoder, Texts));
        var pairs = Texts.SelectMany(a => Texts.Where(b => a != b).Select(b => (a, b))).ToArray();
        var (before, after) = (
            pairs.Average(pair => Cosine(encoder, bare, pair.a, pair.b)),
            pairs.Average(pair => Cosine(encoder, fitted, pair.a, pair.b)));
        Assert.True(after < before / 2, $"{before} became {after}");
        Assert.NotEqual(bare.Identity, fitted.Identity);
        Assert.Equal(fitted.Identity, Distill(encoder, Texts).Identity);
    }

    [Fact]
    public void Axes_are_those_of_most_variance()
    {
        // Ten in the direction (3, 4)/5, two across it, nothing along the third.
        float[] rows = [6, 8, 0, -6, -8, 0, 1.6f, -1.2f, 0, -1.6f, 1.2f, 0];
        var axes = PrincipalAxes.Find(rows, dimension: 3, keep: 2);
        Assert.Equal(1, Math.Abs(0.6 * axes[0] + 0.8 * axes[1]), 1e-5);
        Assert.Equal(1, Math.Abs(0.8 * axes[3] - 0.6 * axes[4]), 1e-5);
    }

    [Fact]
    public void A_fit_turns_means_to_their_targets()
    {
        var random = new Random(2);
        float[] truth = [.. Enumerable.Range(0, 6 * 4).Select(_ => random.NextSingle() - 0.5f)];
        var (fit, texts) = (new TextFit(dimension: 4), new List<(int[] Ids, float[] Target)>());
        for (var i = 0; i < 60; i++)
        {
            int[] ids = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(6))];
            var target = MeanDirection(truth, ids);
            texts.Add((ids, target));
            fit.Add(ids, target);
        }
        float[] rows = [.. truth.Select(value => value + 0.3f * (random.NextSingle() - 0.5f))];
        double Error() => texts.Average(text => 1 - TensorPrimitives.Dot<float>(text.Target, MeanDirection(rows, text.Ids)));
        var before = Error();
        fit.Apply(rows, pull: 0.01f, TestContext.Current.CancellationToken);
        Assert.True(Error() < before / 10, $"{before} became {Error()}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void A_dimension_that_does_not_fit_is_refused(int dimension)
    {
        using var encoder = SentenceEncoder.Load(_model.Directory);
        Assert.Throws<ArgumentOutOfRangeException>(() => StaticDistiller.Distill(
            encoder, _model.Directory, _directory.FullName, [], new DistillOptions { Dimension = dimension },
            TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _model.Dispose();
        _directory.Delete(recursive: true);
    }

    private StaticEncoder Distill(SentenceEncoder encoder, string[] texts)
    {
        var to = Path.Combine(_directory.FullName, $"static-{texts.Length}");
        StaticDistiller.Distill(
            encoder, _model.Directory, to, texts, new DistillOptions { Dimension = 24, Pull = 0.01 },
            TestContext.Current.CancellationToken);
        return StaticEncoder.Load(to);
    }

    private static float[] MeanDirection(float[] rows, int[] ids)
    {
        var mean = new float[4];
        foreach (var id in ids)
            TensorPrimitives.Add(mean, rows.AsSpan(4 * id, 4), mean);
        TensorPrimitives.Multiply(mean, 1 / TensorPrimitives.Norm<float>(mean), mean);
        return mean;
    }

    /// <summary>By how much the two disagree about a pair of texts.</summary>
    private static float Cosine(SentenceEncoder encoder, StaticEncoder distilled, string a, string b)
    {
        var (first, second) = (new float[24], new float[24]);
        encoder.Embed(a, first);
        encoder.Embed(b, second);
        var expected = TensorPrimitives.Dot<float>(first, second);
        distilled.Embed(a, first);
        distilled.Embed(b, second);
        return Math.Abs(expected - TensorPrimitives.Dot<float>(first, second));
    }
}
