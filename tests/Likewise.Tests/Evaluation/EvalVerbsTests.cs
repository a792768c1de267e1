using System.Text.Json;
using Likewise.Cli;
using Likewise.Tests.Cli;
using Likewise.Tests.Encoder;

namespace Likewise.Tests.Evaluation;

public class EvalVerbsTests
{
    private const string Prompts = """
        cluster	question
        1	How do I reset my password?
        1	How do I reset my password?
        2	What is the capital of France?
        3	How long do I boil an egg?

        """;

    private const string Pairs = """
        id	question1	question2	is_duplicate
        1	How do I reset my password?	How do I reset my password?	1
        2	How do I reset my password?	How can I reset my password?	1
        3	What is the capital of France?	How long do I boil an egg?	0

        """;

    [Fact]
    public async Task Stream_prints_one_document_with_the_promised_names()
    {
        using var file = new TemporaryFile("prompts.tsv.gz", TemporaryFile.Gzip(Prompts));
        var run = await Run.OfAsync("eval", "stream", "--input", file.Path, "--threshold", "0.9", "--seed", "7", "--json");

        Assert.Equal((ExitCode.Ok, 4), (run.ExitCode, run.Json.GetProperty("requests").GetInt32()));
        Assert.Equal(
            [
                "requests", "hits", "right", "wrong", "hit_rate", "wrong_of_hits", "wrong_of_hits_interval", "wrong_of_all",
                "missed_duplicates", "exact_hits", "semantic_hits", "not_cacheable", "lookup", "entries", "bytes", "threshold",
                "served", "bound", "reliability", "drift", "seed", "input", "embedder", "elapsed_s",
            ],
            NamesOf(run.Json));
        Assert.Equal((1, 1, 0), (Count(run, "hits"), Count(run, "exact_hits"), Count(run, "missed_duplicates")));
        Assert.Equal(0.25, run.Json.GetProperty("hit_rate").GetDouble());
        Assert.Equal(0, run.Json.GetProperty("wrong_of_hits").GetDouble());
        Assert.Equal(2, run.Json.GetProperty("wrong_of_hits_interval").GetArrayLength());
        Assert.Equal((0.9, 7), (run.Json.GetProperty("threshold").GetDouble(), Count(run, "seed")));

        var lookup = run.Json.GetProperty("lookup");
        Assert.Equal(["normalize", "exact", "embed", "search", "decide", "read", "total"], NamesOf(lookup));
        Assert.Equal(["p50_us", "p99_us", "count"], NamesOf(lookup.GetProperty("embed")));
        Assert.Equal(3, lookup.GetProperty("embed").GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("on", 0)]
    [InlineData("numbers", 0)]
    [InlineData("off", 1)]
    [InlineData("-numbers", 1)]
    public async Task Guards_are_switched_on_and_off(string guards, int hits)
    {
        using var file = new TemporaryFile("""
            cluster	question
            1	How long do I boil 5 eggs?
            2	How long do I boil 6 eggs?

            """);
        var run = await Run.OfAsync("eval", "stream", "--input", file.Path, "--threshold", "0.8", "--guards", guards, "--json");

        Assert.Equal(hits, Count(run, "hits"));
    }

    [Fact]
    public async Task Pairs_prints_one_document_with_the_promised_names()
    {
        using var file = new TemporaryFile(Pairs);
        var run = await Run.OfAsync(
            "eval", "pairs", "--input", file.Path, "--a", "question1", "--b", "question2", "--label", "is_duplicate", "--json");

        Assert.Equal((ExitCode.Ok, 3), (run.ExitCode, Count(run, "pairs")));
        Assert.Equal(
            [
                "pairs", "positives", "negatives", "auc", "ap", "recall_at_precision", "served", "bound", "verifier",
                "thresholds",
                "not_compared", "threshold", "seed", "input", "embedder", "elapsed_s",
            ],
            NamesOf(run.Json));
        Assert.Equal((1.0, 1.0), (run.Json.GetProperty("auc").GetDouble(), run.Json.GetProperty("ap").GetDouble()));
        Assert.Equal(["0_80", "0_85", "0_90", "0_95"], NamesOf(run.Json.GetProperty("recall_at_precision")));
        Assert.Equal(["right_share", "wrong_share", "precision"], NamesOf(run.Json.GetProperty("served")));
        Assert.Equal(0.90, run.Json.GetProperty("threshold").GetDouble());

        var rows = run.Json.GetProperty("thresholds");
        Assert.Equal(50, rows.GetArrayLength());
        Assert.Equal(["threshold", "precision", "recall", "false_hit_share"], NamesOf(rows[0]));
    }

    [Fact]
    public async Task A_bound_is_shown_with_what_was_served_and_how_it_stands()
    {
        using var file = new TemporaryFile(Prompts);
        var run = await Run.OfAsync(
            "eval", "stream", "--input", file.Path, "--decision", "bound:0.05", "--then", file.Path, "--json");

        var bound = run.Json.GetProperty("bound");
        Assert.Equal((ExitCode.Ok, 0.05), (run.ExitCode, bound.GetProperty("max_wrong_hits").GetDouble()));
        Assert.Equal(["max_wrong_hits", "audited", "groups", "standing"], NamesOf(bound));
        Assert.Equal(4, run.Json.GetProperty("drift").GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task A_bound_on_pairs_is_measured_on_the_half_that_did_not_calibrate_it()
    {
        using var file = new TemporaryFile(Pairs);
        var run = await Run.OfAsync(
            "eval", "pairs", "--input", file.Path, "--a", "question1", "--b", "question2", "--label", "is_duplicate",
            "--decision", "bound:0.1", "--json");

        var bound = run.Json.GetProperty("bound");
        Assert.Equal((ExitCode.Ok, 0.1), (run.ExitCode, bound.GetProperty("max_wrong_hits").GetDouble()));
        Assert.Equal((100, 1.0), (bound.GetProperty("splits").GetInt32(), bound.GetProperty("coverage").GetDouble()));
        Assert.Equal(JsonValueKind.Null, bound.GetProperty("score_min").ValueKind);
    }

    [Fact]
    public async Task A_verifier_is_measured_alone_and_in_the_cache()
    {
        using var pairs = new TemporaryFile(Pairs);
        using var model = new SyntheticModel().WithClassifier(labels: 1).Write();
        async Task<Run> RunAsync(string scoreMin) => await Run.OfAsync(
            "eval", "pairs", "--input", pairs.Path, "--a", "question1", "--b", "question2", "--label", "is_duplicate",
            "--verifier", model.Directory, "--set", "verifier.scoreMin=" + scoreMin, "--set", "cache.verifyFrom=0.1", "--json");

        var (lax, strict) = (await RunAsync("0"), await RunAsync("1"));

        Assert.Equal(["auc", "ap", "recall_at_precision"], NamesOf(lax.Json.GetProperty("verifier")));
        Assert.Equal(1, lax.Json.GetProperty("served").GetProperty("right_share").GetDouble());
        Assert.True(strict.Json.GetProperty("served").GetProperty("right_share").GetDouble() < 1);
    }

    [Fact]
    public async Task A_plot_is_drawn_beside_the_figures()
    {
        using var pairs = new TemporaryFile(Pairs);
        using var prompts = new TemporaryFile(Prompts);
        using var directory = new TemporaryDirectory();
        var (ofPairs, ofPrompts) = (directory.File("pairs.svg"), directory.File("prompts.svg"));
        var run = await Run.OfAsync(
            "eval", "pairs", "--input", pairs.Path, "--a", "question1", "--b", "question2", "--label", "is_duplicate", "--plot",
            ofPairs, "--json");
        var other = await Run.OfAsync(
            "eval", "stream", "--input", prompts.Path, "--plot", ofPrompts, "--noise-floor", "0.5", "--json");

        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (run.ExitCode, other.ExitCode));
        Assert.Contains("3 pairs</title>", await TextOfAsync(ofPairs), StringComparison.Ordinal);
        Assert.Contains("4 prompts</title>", await TextOfAsync(ofPrompts), StringComparison.Ordinal);

        static Task<string> TextOfAsync(string file) => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("--plot", "prompts.png")]
    [InlineData("--noise-floor", "1")]
    public async Task A_picture_that_cannot_be_drawn_is_refused_before_anything_is_measured(string option, string value)
    {
        var run = await Run.OfAsync("eval", "stream", "--input", "prompts.tsv", option, value);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibration_is_written_as_a_table_that_can_be_read_back()
    {
        using var file = new TemporaryFile(Prompts);
        var run = await Run.OfAsync("eval", "calibrate", "--input", file.Path);

        var calibration = Calibration.Read(new StringReader(run.Output));
        Assert.Equal((ExitCode.Ok, SemanticCache.ScorerName), (run.ExitCode, calibration.Scorer));
        Assert.InRange(calibration.Labels, 0, 3);
    }

    [Fact]
    public async Task Quality_prints_a_row_an_embedder()
    {
        using var pairs = new TemporaryFile(Pairs);
        using var groups = new TemporaryFile(Prompts);
        var run = await Run.OfAsync(
            "eval", "quality", "--embedder", "default", "--embedder", "default@int8", "--pairs", pairs.Path, "--groups",
            groups.Path, "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        var rows = run.Json.GetProperty("embedders").EnumerateArray().ToArray();
        Assert.Equal(["default", "default@int8"], rows.Select(row => row.GetProperty("name").GetString()));
        Assert.NotEqual(rows[0].GetProperty("embedder").GetString(), rows[1].GetProperty("embedder").GetString());
        foreach (var row in rows)
        {
            Assert.Equal(
                [
                    "name", "embedder", "dimension", "scored", "spearman", "labelled", "auc", "ap", "grouped", "searched",
                    "recall_at1", "elapsed_s",
                ],
                NamesOf(row));
            Assert.Equal((1.0, 1.0), (row.GetProperty("auc").GetDouble(), row.GetProperty("recall_at1").GetDouble()));
            Assert.Equal(JsonValueKind.Null, row.GetProperty("spearman").ValueKind);
        }
    }

    [Fact]
    public async Task Without_json_both_print_tables_for_people()
    {
        using var prompts = new TemporaryFile(Prompts);
        var stream = await Run.OfAsync("eval", "stream", "--input", prompts.Path, "--limit", "2");
        Assert.Equal(ExitCode.Ok, stream.ExitCode);
        Assert.Contains("requests", stream.Output, StringComparison.Ordinal);
        Assert.Contains("p99", stream.Output, StringComparison.Ordinal);

        using var file = new TemporaryFile(Pairs);
        var pairs = await Run.OfAsync(
            "eval", "pairs", "--input", file.Path, "--a", "question1", "--b", "question2", "--label", "is_duplicate");
        Assert.Equal(ExitCode.Ok, pairs.ExitCode);
        Assert.Contains("average precision", pairs.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_can_be_picked()
    {
        using var file = new TemporaryFile("where\tsubject\tbody\nx\tHow are you?\t1\ny\tHow are you?\t1\n");
        var run = await Run.OfAsync(
            "eval", "stream", "--input", file.Path, "--group-column", "body", "--text-column", "subject", "--json");

        Assert.Equal((1, 0), (Count(run, "right"), Count(run, "wrong")));
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--input", "eval", "stream")]
    [InlineData(ExitCode.Usage, "no-such-file.tsv cannot be opened", "eval", "stream", "--input", "no-such-file.tsv")]
    [InlineData(ExitCode.Usage, "at least 1 row", "eval", "stream", "--input", "x.tsv", "--limit", "0")]
    [InlineData(ExitCode.Configuration, "cache.similarityMin", "eval", "stream", "--input", "x.tsv", "--threshold", "NaN")]
    [InlineData(ExitCode.Configuration, "cache.similarityMin", "eval", "stream", "--input", "x.tsv", "--threshold", "1.5")]
    [InlineData(ExitCode.Usage, "COLUMN=VALUE", "eval", "quality", "--scored-where", "split")]
    [InlineData(ExitCode.Usage, "three columns", "eval", "quality", "--pairs-columns", "a,b")]
    [InlineData(ExitCode.Usage, "--label", "eval", "pairs", "--input", "x.tsv", "--a", "p", "--b", "q")]
    public async Task Wrong_usage_is_one_line_and_a_number(int exitCode, string message, params string[] args)
    {
        var run = await Run.OfAsync(args);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_table_of_other_columns_is_refused_with_what_it_has()
    {
        using var file = new TemporaryFile(Pairs);
        var run = await Run.OfAsync("eval", "stream", "--input", file.Path);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Its columns are: id, question1, question2, is_duplicate.", run.Error, StringComparison.Ordinal);
    }

    private static int Count(Run run, string name) => run.Json.GetProperty(name).GetInt32();

    private static IEnumerable<string> NamesOf(JsonElement element) =>
        element.EnumerateObject().Select(property => property.Name);
}
