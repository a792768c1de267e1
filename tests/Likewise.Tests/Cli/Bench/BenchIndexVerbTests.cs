using System.Runtime.InteropServices;
using Likewise.Cli;
using Likewise.Tests.Vectors;

namespace Likewise.Tests.Cli.Bench;

public sealed class BenchIndexVerbTests : IDisposable
{
    private readonly VectorFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_flat_index_finds_every_true_best()
    {
        var run = await _files.BenchAsync("--index", "flat", "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        var above = Enumerable.Range(0, VectorFiles.Queries)
            .Count(query => Cosine.Of(_files.Query[query], _files.Base[_files.Truth[query]]) > 0.8);
        Assert.InRange(above, 20, 30);
        Assert.Equal(above, run.Json.GetProperty("queries_above_80").GetInt32());
        Assert.Equal(1, run.Json.GetProperty("recall").GetDouble());
        Assert.Equal(1, run.Json.GetProperty("recall_above_80").GetDouble());
        Assert.Equal(0, run.Json.GetProperty("wrong_above_80").GetDouble());
        Assert.Equal((600, 32, 40, 40), (Int("count"), Int("dim"), Int("queries"), Int("searches")));
        Assert.True(run.Json.GetProperty("build_per_s").GetDouble() > 0);
        Assert.True(run.Json.GetProperty("p50_us").GetDouble() > 0);
        Assert.True(run.Json.GetProperty("p99_us").GetDouble() >= run.Json.GetProperty("p50_us").GetDouble());
        Assert.Equal("flat", run.Json.GetProperty("index").GetString());
        Assert.Contains(run.Json.GetProperty("isa").GetString(), new[] { "avx512", "avx2", "neon", "sse", "scalar" });

        int Int(string name) => run.Json.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_binary_index_loses_nothing_that_is_near()
    {
        var run = await _files.BenchAsync("--index", "binary", "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal("binary", run.Json.GetProperty("index").GetString());
        Assert.Equal(1, run.Json.GetProperty("recall_above_80").GetDouble());
        Assert.Equal(0, run.Json.GetProperty("wrong_above_80").GetDouble());
    }

    [Fact]
    public async Task After_changes_everything_is_found_as_before()
    {
        var run = await _files.BenchAsync("--index", "binary", "--churn", "5000", "--json");

        Assert.Equal(1, run.Json.GetProperty("recall_above_80").GetDouble());
        Assert.True(run.Json.GetProperty("churn_per_s").GetDouble() > 0);
        Assert.True(run.Json.GetProperty("churn_p99_us").GetDouble() > 0);
    }

    [Fact]
    public async Task Saving_and_opening_are_timed_and_the_file_stays()
    {
        var file = _files.File("index.lws");

        var run = await _files.BenchAsync("--index", "binary", "--snapshot", file, "--json");

        var snapshot = run.Json.GetProperty("snapshot");
        Assert.True(snapshot.GetProperty("save_ms").GetDouble() > 0);
        Assert.True(snapshot.GetProperty("first_search_ms").GetDouble() > 0);
        Assert.Equal(new FileInfo(file).Length, snapshot.GetProperty("file_bytes").GetInt64());
    }

    [Fact]
    public async Task The_truth_is_kept_and_used_again()
    {
        var kept = _files.File("truth.i32");

        await _files.BenchAsync("--index", "flat", "--truth-out", kept);
        Assert.Equal(_files.Truth, MemoryMarshal.Cast<byte, int>(await System.IO.File.ReadAllBytesAsync(kept, Stop)).ToArray());

        var run = await _files.BenchAsync("--index", "flat", "--truth", kept, "--json");
        Assert.Equal(1, run.Json.GetProperty("recall").GetDouble());
        Assert.DoesNotContain("for the truth", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_takes_the_first_rows_only()
    {
        var run = await _files.BenchAsync("--index", "flat", "--count", "300", "--json");

        Assert.Equal((300, 1), (run.Json.GetProperty("count").GetInt32(), run.Json.GetProperty("recall").GetDouble()));
        Assert.InRange(run.Json.GetProperty("queries_above_80").GetInt32(), 20, 22);
    }

    [Fact]
    public async Task Without_json_a_sheet_says_the_same()
    {
        var run = await _files.BenchAsync("--index", "flat");

        Assert.Contains("flat, 600 × 32", run.Output, StringComparison.Ordinal);
        Assert.Contains("1.0000 of 40", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_unknown_index_is_refused_with_those_that_exist() =>
        RefusesAsync("--index cubic: there is no such index. Known: flat", "--index", "cubic");

    [Fact]
    public async Task A_file_of_broken_rows_is_refused()
    {
        var run = await _files.BenchAsync(dimension: 7, "--index", "flat");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("are not whole rows of 7 float32 (28 bytes each). Is --dim right?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public Task More_rows_than_there_are_are_refused() =>
        RefusesAsync("--count 601: the file has 600 rows of 32 numbers.", "--index", "flat", "--count", "601");

    [Fact]
    public Task A_missing_file_is_refused() =>
        RefusesAsync("cannot be read", "--index", "flat", "--truth", _files.File("nowhere.i32"));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1.1f)]
    public Task A_row_that_is_no_unit_vector_is_named(float value)
    {
        var rows = _files.Base.Select(row => row.ToArray()).ToArray();
        Array.Clear(rows[417]);
        rows[417][3] = value;
        _files.Write("base.f32", rows);

        return RefusesAsync("base.f32: row 417 has length", "--index", "flat");
    }

    [Fact]
    public Task A_truth_of_another_length_is_refused()
    {
        _files.Write("truth.i32", _files.Truth[1..]);
        return RefusesAsync("156 bytes, but 40 queries need 160", "--index", "flat", "--truth", _files.File("truth.i32"));
    }

    [Fact]
    public Task A_truth_beyond_the_rows_is_refused()
    {
        _files.Write("truth.i32", [.. _files.Truth[..39], 600]);
        return RefusesAsync(
            "query 39 has row 600, but there are rows 0 to 599", "--index", "flat", "--truth", _files.File("truth.i32"));
    }

    [Fact]
    public Task A_truth_that_is_not_the_best_is_refused()
    {
        var wrong = _files.Truth;
        wrong[5] = (wrong[5] + 1) % VectorFiles.Rows;
        _files.Write("truth.i32", wrong);
        return RefusesAsync("query 5: row", "--index", "flat", "--threshold", "-1", "--truth", _files.File("truth.i32"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task RefusesAsync(string words, params string[] options)
    {
        var run = await _files.BenchAsync(options);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
