using System.Text.Json.Nodes;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Models;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder.Pairs;

/// <summary>A judge of pairs against the slow reference, and against numbers of an implementation in another language.</summary>
public sealed class CrossEncoderTests : IDisposable
{
    private const string Long = "the cat sat on a mat the dog sat on the mat a cat";

    private static readonly (string One, string Other)[] Pairs =
    [
        ("the cat sat", "a dog sat on the mat"), ("", ""), ("cat", ""), ("", "cat"), (Long, "dogs"), ("dogs", Long), (Long, Long),
        ("[SEP] the cat [CLS]", "中国?"),
    ];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("likewise-pairs-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(1, "", "gelu")]
    [InlineData(2, "bert.", "gelu")]
    [InlineData(2, "", "relu")]
    public void Scores_equal_the_slow_reference(int labels, string namePrefix, string activation)
    {
        using var model = new SyntheticModel { NamePrefix = namePrefix }.WithClassifier(labels);
        model.Config["hidden_act"] = activation;
        model.Write();
        var slow = new SlowBert(model.Directory, "model.safetensors");
        foreach (var set in InstructionSets.Supported)
        {
            var judge = CrossEncoderLoader.Load(model.Directory, new CrossEncoderOptions(), set);
            foreach (var (one, other) in Pairs)
            {
                var (ids, second) = SlowPair(model, one, other);
                var logits = slow.Judge(ids, second);
                var expected = 1 / (1 + Math.Exp(labels == 1 ? -logits[0] : logits[0] - logits[1]));
                Assert.Equal(expected, judge.ScoreOf(one, other), 2e-6);
            }
        }
    }

    /// <summary>
    /// Logits that pair_reference.py computed in numpy from this model's file, with ids written out by hand from its vocabulary.
    /// </summary>
    [Theory]
    [InlineData("the cat sat", "a dog sat on the mat", 0.486692293, 0.590289811)]
    [InlineData("", "", 0.480658736, 0.603865905)]
    [InlineData("dogs", Long, 0.488197925, 0.587420330)]
    [InlineData("zebra", "cat", 0.476376668, 0.595570066)]
    [InlineData(Long, Long, 0.483273090, 0.590237797)]
    public void Scores_equal_those_of_numpy(string one, string other, double no, double yes)
    {
        using var model = new SyntheticModel().WithClassifier(labels: 2).Write();
        var judge = CrossEncoderVerifier.Load(model.Directory);
        Assert.Equal(1 / (1 + Math.Exp(no - yes)), judge.ScoreOf(one, other), 5e-7);
    }

    [Theory]
    [InlineData(3, 4, 10, 3, 4)]
    [InlineData(3, 9, 10, 3, 7)]
    [InlineData(9, 3, 10, 7, 3)]
    [InlineData(9, 8, 10, 5, 5)]
    [InlineData(9, 8, 11, 6, 5)]
    [InlineData(8, 8, 11, 5, 6)]
    [InlineData(6, 5, 11, 6, 5)]
    [InlineData(0, 20, 11, 0, 11)]
    [InlineData(20, 5, 11, 6, 5)]
    public void The_longer_text_gives_way_first(int ones, int others, int room, int keptOnes, int keptOthers) =>
        Assert.Equal((keptOnes, keptOthers), PairTokenizer.Share(ones, others, room));

    [Fact]
    public void A_pair_has_the_same_score_bit_for_bit_whatever_runs_beside_it()
    {
        using var model = new SyntheticModel().WithClassifier(labels: 1).Write();
        var judge = CrossEncoderVerifier.Load(model.Directory);
        var expected = Pairs.Select(pair => judge.ScoreOf(pair.One, pair.Other)).ToArray();
        Parallel.For(0, 64, i =>
        {
            var (one, other) = Pairs[i % Pairs.Length];
            Assert.Equal(expected[i % Pairs.Length], judge.ScoreOf(one, other));
        });
    }

    [Fact]
    public void In_bytes_scores_are_near_those_in_floats()
    {
        using var model = new SyntheticModel().WithClassifier(labels: 1).Write();
        var floats = CrossEncoderVerifier.Load(model.Directory);
        var bytes = CrossEncoderVerifier.Load(model.Directory, new CrossEncoderOptions { Precision = EncoderPrecision.Int8 });
        foreach (var (one, other) in Pairs)
            Assert.Equal(floats.ScoreOf(one, other), bytes.ScoreOf(one, other), 0.03);
    }

    [Fact]
    public async Task What_is_as_sure_as_asked_for_is_accepted_and_says_how_sure_it_is()
    {
        using var model = new SyntheticModel().WithClassifier(labels: 1).Write();
        var score = CrossEncoderVerifier.Load(model.Directory).ScoreOf("cat", "dog");
        foreach (var (least, outcome) in new[] { (score, VerdictOutcome.Accept), (score + 1e-9, VerdictOutcome.Reject) })
        {
            var judge = CrossEncoderVerifier.Load(model.Directory, new CrossEncoderOptions { ScoreMin = least });
            var verdict = await judge.VerifyAsync(Asked("cat", "dog"), TestContext.Current.CancellationToken);
            Assert.Equal((outcome, "cross-encoder"), (verdict.Outcome, verdict.Rule));
            Assert.StartsWith("sure to 0.", verdict.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_label_says_the_opposite()
    {
        using var model = new SyntheticModel().WithClassifier(labels: 2).Write();
        var yes = CrossEncoderVerifier.Load(model.Directory).ScoreOf("cat", "dog");
        var no = CrossEncoderVerifier.Load(model.Directory, new CrossEncoderOptions { Label = 0 }).ScoreOf("cat", "dog");
        Assert.Equal(1, yes + no, 1e-9);
    }

    [Theory]
    [InlineData("RobertaForSequenceClassification", 1, "RobertaForSequenceClassification")]
    [InlineData("BertModel", 1, "BertModel")]
    [InlineData(null, 1, "nameless")]
    [InlineData("BertForSequenceClassification", 3, "one label or two")]
    public void Another_kind_of_model_is_refused_by_name(string? architecture, int labels, string named)
    {
        using var model = new SyntheticModel().WithClassifier(labels);
        model.Config["architectures"] = architecture is null ? null : new JsonArray(architecture);
        model.Write();
        var refusal = Assert.Throws<ModelException>(() => CrossEncoderVerifier.Load(model.Directory));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_judge_is_no_embedder_and_says_so()
    {
        using var model = new SyntheticModel().WithClassifier(labels: 1).Write();
        var refusal = Assert.Throws<ModelException>(() => SentenceEncoder.Load(model.Directory));
        Assert.Contains("verifier", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 0.5, 1)]
    [InlineData(21, 0.5, 1)]
    [InlineData(20, 1.5, 1)]
    [InlineData(20, double.NaN, 1)]
    [InlineData(20, 0.5, 2)]
    public void Options_that_do_not_fit_are_refused(int maxTokens, double scoreMin, int label)
    {
        using var model = new SyntheticModel().WithClassifier(labels: 2).Write();
        var options = new CrossEncoderOptions { MaxTokens = maxTokens, ScoreMin = scoreMin, Label = label };
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEncoderVerifier.Load(model.Directory, options));
    }

    [Fact]
    public void A_judge_can_be_brought_over_from_onnx()
    {
        using var model = new SyntheticModel().WithClassifier(labels: 2).Write();
        var onnx = Path.Combine(_directory.FullName, "model.onnx");
        var to = Path.Combine(_directory.FullName, "imported");
        File.WriteAllBytes(onnx, OnnxFile.Of(model));

        var identity = ModelImport.FromOnnx(onnx, model.Directory, to);

        Assert.Equal("pair", identity.Pooling);
        Assert.Equal(
            CrossEncoderVerifier.Load(model.Directory).ScoreOf("cat", "dog"),
            CrossEncoderVerifier.Load(to).ScoreOf("cat", "dog"));
    }

    /// <summary>Drops the last token of the longer text until both fit; of two as long, the first one's.</summary>
    private static (int[] Ids, int Second) SlowPair(SyntheticModel model, string one, string other)
    {
        var tokenizer = new SlowTokenizer(Path.Combine(model.Directory, "tokenizer.json"));
        var ones = tokenizer.Encode(one, 1_000)[1..^1].ToList();
        var others = tokenizer.Encode(other, 1_000)[1..^1].ToList();
        while (ones.Count + others.Count > 20 - 3)
        {
            var longer = ones.Count >= others.Count ? ones : others;
            longer.RemoveAt(longer.Count - 1);
        }
        return ([2, .. ones, 3, .. others, 3], ones.Count + 2);
    }

    private static Verification Asked(string asked, string stored) => new(asked, asked, new Candidate(0.9, new EntrySummary
    {
        Id = default, Key = default, Tenant = "", Namespace = "", Model = "", Prompt = stored, Eligibility = Eligibility.Semantic,
        Embedder = new EmbedderIdentity("m", "1", "mean", "", 1, 0), CreatedAt = default,
        Expiry = new Expiry(DateTimeOffset.MaxValue, null), Cost = default, PayloadBytes = 0,
    }));
}
