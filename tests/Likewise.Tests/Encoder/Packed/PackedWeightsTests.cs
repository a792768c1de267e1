using Likewise.Encoder;
using Likewise.Tests.Sqlite;

namespace Likewise.Tests.Encoder.Packed;

/// <summary>
/// Weights kept packed give what the model's own files give, bit for bit, or are made anew: whatever is done to the file that
/// keeps them, no vector changes.
/// </summary>
public class PackedWeightsTests
{
    private static readonly string[] Texts = ["", "cat", "The cats sat on a mat, b中国? É x"];

    [Theory]
    [InlineData(EncoderPrecision.Float32)]
    [InlineData(EncoderPrecision.Int8)]
    public void Packed_weights_give_the_same_vectors_bit_for_bit(EncoderPrecision precision)
    {
        using var model = new SyntheticModel().Write();
        foreach (var set in InstructionSets.Supported)
        {
            var expected = Embed(model, precision, set, packed: false, out _);
            Assert.Equal(expected, Embed(model, precision, set, packed: true, out _));
            Assert.NotNull(Cache(model, precision, set).Find());
            Assert.Equal(expected, Embed(model, precision, set, packed: true, out var lines));
            Assert.Empty(lines);
        }
    }

    [Fact]
    public void The_default_model_is_the_same_packed()
    {
        var options = new EncoderOptions();
        using (SentenceEncoder.Load(DefaultModel.Directory, options))
        using (var packed = SentenceEncoder.Load(DefaultModel.Directory, options))
        {
            options.PackedCache = false;
            using var read = SentenceEncoder.Load(DefaultModel.Directory, options);
            Assert.Equal(read.Identity, packed.Identity);
            var (one, other) = (new float[384], new float[384]);
            foreach (var text in new[] { "How do I reset my password?", "Ünïcødé, 東京 and 🙂 ##ing [SEP]", "" })
            {
                Assert.Equal(read.Embed(text, one), packed.Embed(text, other));
                Assert.Equal(one, other);
            }
        }
    }

    [Fact]
    public void Nothing_is_kept_where_that_is_switched_off()
    {
        using var model = new SyntheticModel().Write();
        using var encoder = SentenceEncoder.Load(model.Directory, new EncoderOptions { PackedCache = false });
        Assert.Empty(Kept(model.Directory));
    }

    [Fact]
    public void Whatever_is_cut_off_or_turned_over_the_weights_are_made_anew()
    {
        using var model = new SyntheticModel().Write();
        var expected = Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: true, out _);
        var path = Assert.Single(Kept(model.Directory));
        var whole = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 1, PackedHeader.Bytes - 1, PackedHeader.Bytes, whole.Length / 2, whole.Length - 1 })
            AssertMadeAnew(whole[..length]);
        for (var at = 0; at < whole.Length; at += at < PackedHeader.Bytes ? 1 : whole.Length / 40)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= (byte)(1 << at % 8);
            AssertMadeAnew(flipped);
        }
        AssertMadeAnew([.. whole, .. new byte[PackedHeader.Alignment]]);

        void AssertMadeAnew(byte[] damaged)
        {
            File.WriteAllBytes(path, damaged);
            Assert.Equal(expected, Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: true, out var lines));
            Assert.Contains(path, Assert.Single(lines), StringComparison.Ordinal);
            Assert.Equal(whole, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Arrays_that_are_not_the_models_are_turned_down_though_they_are_whole()
    {
        using var model = new SyntheticModel().Write();
        var expected = Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: true, out _);
        var (path, files) = (Assert.Single(Kept(model.Directory)), ModelDirectory.Read(model.Directory));
        var key = PackedKey.Compute(files, EncoderPrecision.Int8, InstructionSets.Best);
        foreach (var arrays in new[] { 0, 1, 3 })
        {
            using (var writer = new PackedWriter(path))
            {
                for (var i = 0; i < arrays; i++)
                    writer.Append<int>([]);
                writer.Commit(key, PackedReader.Open(path, key).WeightsDigest);
            }
            Assert.Equal(expected, Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: true, out var lines));
            Assert.Single(lines);
        }
    }

    [Fact]
    public void Other_weights_under_the_same_name_length_and_time_are_not_taken_for_these()
    {
        using var model = new SyntheticModel().Write();
        var time = File.GetLastWriteTimeUtc(model.WeightsPath);
        var before = Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: true, out _);
        for (var i = 0; i < model.Tensors[0].Values.Length; i++)
            model.Tensors[0].Values[i] *= -0.5f;
        model.Write();
        File.SetLastWriteTimeUtc(model.WeightsPath, time);

        var after = Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: true, out _);
        Assert.NotEqual(before, after);
        Assert.Equal(after, Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: false, out _));
    }

    [Fact]
    public void The_key_follows_from_configuration_tokenizer_precision_instructions_and_time()
    {
        using var model = new SyntheticModel().Write();
        var keys = new List<string> { Key(EncoderPrecision.Int8, InstructionSet.Scalar) };
        keys.Add(Key(EncoderPrecision.Float32, InstructionSet.Scalar));
        keys.Add(Key(EncoderPrecision.Int8, InstructionSet.Vector128));
        File.AppendAllText(Path.Combine(model.Directory, "config.json"), " ");
        keys.Add(Key(EncoderPrecision.Int8, InstructionSet.Scalar));
        File.AppendAllText(Path.Combine(model.Directory, "tokenizer.json"), " ");
        keys.Add(Key(EncoderPrecision.Int8, InstructionSet.Scalar));
        File.SetLastWriteTimeUtc(model.WeightsPath, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        keys.Add(Key(EncoderPrecision.Int8, InstructionSet.Scalar));
        Assert.Equal(keys.Count, keys.Distinct().Count());

        string Key(EncoderPrecision precision, InstructionSet set) =>
            Convert.ToHexString(PackedKey.Compute(ModelDirectory.Read(model.Directory), precision, set));
    }

    [Fact]
    public void Many_who_load_at_once_leave_one_whole_file_and_no_draft()
    {
        using var model = new SyntheticModel().Write();
        var expected = Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: false, out _);
        Parallel.For(0, 16, _ =>
            Assert.Equal(expected, Embed(model, EncoderPrecision.Int8, InstructionSets.Best, packed: true, out var _)));
        Assert.Single(Kept(model.Directory));
        Assert.Empty(Directory.GetFiles(model.Directory, "*" + PackedWriter.DraftSuffix));
        Assert.NotNull(Cache(model, EncoderPrecision.Int8, InstructionSets.Best).Find());
    }

    [Fact]
    public void A_tokenizer_that_leaves_a_text_no_room_is_refused_packed_as_well()
    {
        using var model = new SyntheticModel().Write();
        ((System.Text.Json.Nodes.JsonObject)model.Tokenizer["post_processor"]!["special_tokens"]!["[SEP]"]!)["ids"] =
            new System.Text.Json.Nodes.JsonArray(3, 3);
        model.Write();
        using (SentenceEncoder.Load(model.Directory)) Assert.Single(Kept(model.Directory));
        Assert.Throws<ModelException>(() => SentenceEncoder.Load(model.Directory, new EncoderOptions { MaxTokens = 3 }));
    }

    private static string[] Kept(string directory) => Directory.GetFiles(directory, "*" + PackedCache.Suffix);

    private static PackedCache Cache(SyntheticModel model, EncoderPrecision precision, InstructionSet set) => new(
        PackedKey.Compute(ModelDirectory.Read(model.Directory), precision, set), [model.Directory], log: null);

    private static float[][] Embed(
        SyntheticModel model, EncoderPrecision precision, InstructionSet set, bool packed, out string[] lines)
    {
        var log = new RecordingLogger();
        var options = new EncoderOptions { Precision = precision, PackedCache = packed };
        using var encoder = EncoderLoader.Load(model.Directory, options, set, log);
        lines = [.. log.Messages];
        return Array.ConvertAll(Texts, text =>
        {
            var vector = new float[encoder.Identity.Dimension];
            encoder.Embed(text, vector);
            return vector;
        });
    }
}
