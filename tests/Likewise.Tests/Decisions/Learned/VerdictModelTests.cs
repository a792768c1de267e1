using System.Text;

namespace Likewise.Tests.Decisions.Learned;

public class VerdictModelTests
{
    private static readonly string[] Towns = ["Lisbon", "Porto", "Madrid", "Sevilla", "Lyon", "Turin", "Basel", "Graz"];
    private static readonly string[] Frames = ["a hotel in {0}", "the weather of {0} today", "cheap trains towards {0}"];

    [Fact]
    public void It_learns_what_similarity_cannot_tell()
    {
        var model = VerdictModel.Train(Examples(), "test");

        // As alike as each other: another town is wrong, another politeness is right.
        var right = model.ScoreOf("please show me a hotel in Genoa", "show me a hotel in Genoa", 0.93);
        var wrong = model.ScoreOf("show me a hotel in Genoa", "show me a hotel in Bergen", 0.93);
        Assert.True(right > 0.8, $"{right}");
        Assert.True(wrong < 0.2, $"{wrong}");
    }

    [Fact]
    public void It_is_never_less_sure_of_the_more_similar()
    {
        // Noise in which, by chance, the more similar are often the wrong ones.
        var random = new Random(5);
        var examples = Examples().Select(example => example with
        {
            Similarity = random.NextDouble(),
            IsRight = random.Next(2) == 0,
        }).ToArray();
        var model = VerdictModel.Train(examples, "test", new VerdictTrainingOptions { LeafExamplesMin = 5, Shrinkage = 0 });

        foreach (var example in examples.Take(60))
        {
            var scores = Enumerable.Range(0, 101)
                .Select(step => model.ScoreOf(example.Asked, example.Stored, step / 100.0)).ToArray();
            Assert.Equal(scores.Order(), scores);
        }
    }

    [Fact]
    public void The_same_examples_make_the_same_model()
    {
        var (one, other) = (VerdictModel.Train(Examples(), "test"), VerdictModel.Train(Examples(), "test"));

        Assert.Equal(one.Name, other.Name);
        Assert.NotEqual(one.Name, VerdictModel.Train(Examples(), "another").Name);
    }

    [Fact]
    public void A_file_gives_back_what_was_written()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "verdict.json");
        var model = VerdictModel.Train(Examples(), "test");

        model.Save(path);
        var read = VerdictModel.Load(path);

        Assert.Equal((model.Name, "test"), (read.Name, read.Embedder));
        var (one, other) = ("a hotel in Lisbon", "a hotel in Porto");
        Assert.Equal(model.ScoreOf(one, other, 0.9), read.ScoreOf(one, other, 0.9));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("\"likewise-verdict\"", "\"something else\"", "likewise-verdict of version 1")]
    [InlineData("\"version\": 1", "\"version\": 2", "likewise-verdict of version 1")]
    [InlineData("\"content-overlap\"", "\"other-overlap\"", "train it again")]
    [InlineData("\"slope\": ", "\"slope\": 1e999, \"former\": ", "slope not negative")]
    [InlineData("\"trees\": [", "\"trees\": [{\"features\": [99], \"thresholds\": [], \"values\": []},", "no feature 99")]
    [InlineData("{", "", "no verdict model")]
    public void Another_file_is_refused_by_what_is_wrong_with_it(string text, string instead, string message)
    {
        var file = new MemoryStream();
        VerdictModelFile.Write(VerdictModel.Train(Examples(), "test"), file);
        var json = Encoding.UTF8.GetString(file.ToArray());
        var at = json.IndexOf(text, StringComparison.Ordinal);
        var broken = json[..at] + instead + json[(at + text.Length)..];

        var fault = Assert.Throws<InvalidDataException>(
            () => VerdictModelFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(broken)), "verdict.json"));

        Assert.StartsWith("verdict.json is no verdict model", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_of_one_label_teach_nothing()
    {
        var right = Examples().Where(example => example.IsRight).ToArray();

        Assert.Throws<ArgumentException>(() => VerdictModel.Train(right, "test"));
        Assert.Throws<ArgumentException>(() => VerdictModel.Train([], "test"));
    }

    [Fact]
    public void A_set_that_has_more_right_pairs_does_not_make_its_words_right()
    {
        // Two sets of the same kind; one was gathered so that nearly all of its pairs are right.
        var examples = Examples().Select(example => example with { Set = "even" })
            .Concat(Examples().Where(example => example.IsRight).Select(example => example with { Set = "lucky" }));
        var model = VerdictModel.Train([.. examples], "test");

        Assert.True(model.ScoreOf("show me a hotel in Genoa", "show me a hotel in Bergen", 0.93) < 0.5);
    }

    /// <summary>Polite and short forms are right, another town is wrong, at the same similarities.</summary>
    private static VerdictExample[] Examples() =>
    [
        .. from frame in Frames
           from town in Towns
           from other in Towns
           let similarity = 0.90 + (0.01 * ((town.Length + other.Length) % 7))
           let asked = "show me " + frame.Replace("{0}", town, StringComparison.Ordinal)
           let stored = "show me " + frame.Replace("{0}", other, StringComparison.Ordinal)
           from example in (VerdictExample[])
           [
               new(asked, stored, similarity, town == other),
               new("please " + asked, asked, similarity, IsRight: true),
           ]
           select example,
    ];
}
