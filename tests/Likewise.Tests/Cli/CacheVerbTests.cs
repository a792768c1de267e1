using Likewise.Cli;
using Likewise.Sqlite;

namespace Likewise.Tests.Cli;

/// <summary>The verbs that open the cache, each run on a directory of its own.</summary>
public sealed class CacheVerbTests : IDisposable
{
    private const string Prompt = "How do I reset my password?";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_stored_is_found_by_its_words_and_by_its_meaning_and_not_by_another()
    {
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync("store", Prompt, "Choose Forgot password.")).ExitCode);

        var exact = await LikewiseAsync("lookup", "--json", Prompt);
        Assert.Equal((ExitCode.Ok, "exact"), (exact.ExitCode, exact.Json.GetProperty("tier").GetString()));
        var near = await LikewiseAsync("lookup", "--json", "How can I reset my password?");
        Assert.Equal((ExitCode.Ok, "near"), (near.ExitCode, near.Json.GetProperty("tier").GetString()));
        Assert.Equal("Choose Forgot password.", near.Json.GetProperty("response").GetString());
        Assert.InRange(near.Json.GetProperty("similarity").GetDouble(), 0.9, 1);
        var miss = await LikewiseAsync("lookup", "--json", "How do I change my username?");
        Assert.Equal((ExitCode.No, "not_similar"), (miss.ExitCode, miss.Json.GetProperty("reason").GetString()));
        Assert.Equal(Prompt, miss.Json.GetProperty("nearest").GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task A_context_and_who_asks_keep_answers_apart()
    {
        string[] german = ["--context", "locale=de", "--context", "role=clerk"];
        await LikewiseAsync(["store", Prompt, "Hier klicken.", .. german]);
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync(["lookup", Prompt, .. german[2..], .. german[..2]])).ExitCode);
        Assert.Equal(ExitCode.No, (await LikewiseAsync("lookup", Prompt, "--context", "locale=de")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await LikewiseAsync("lookup", Prompt, "--context", "de")).ExitCode);

        string[] anns = ["--visibility", "private", "--principal", "ann"];
        await LikewiseAsync(["store", Prompt, "Ann's own.", .. anns]);
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync(["lookup", Prompt, .. anns])).ExitCode);
        Assert.Equal(ExitCode.No, (await LikewiseAsync(["lookup", Prompt, .. anns[..^1], "bob"])).ExitCode);
        Assert.Equal(ExitCode.Usage, (await LikewiseAsync("lookup", Prompt, "--visibility", "1")).ExitCode);
        var shown = (await LikewiseAsync("entries", "list", "--json")).Json.GetProperty("entries").EnumerateArray();
        Assert.Equal(["private", "tenant"], shown.Select(entry => entry.GetProperty("visibility").GetString()).Order());
    }

    [Fact]
    public async Task What_the_operator_stands_behind_is_given_to_all()
    {
        string[] two = ["--set", "cache.confirmationsMin=2"];
        await LikewiseAsync(["store", "first", "one", "--principal", "ann", .. two]);
        await LikewiseAsync(["store", "second", "two", "--confirmed", .. two]);

        Assert.Equal(ExitCode.Ok, (await LikewiseAsync(["lookup", "first", "--principal", "ann", .. two])).ExitCode);
        var kept = await LikewiseAsync(["lookup", "first", "--json", .. two]);
        Assert.Equal((ExitCode.No, "unconfirmed"), (kept.ExitCode, kept.Json.GetProperty("reason").GetString()));
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync(["lookup", "second", .. two])).ExitCode);
        var shown = (await LikewiseAsync("entries", "list", "--json")).Json.GetProperty("entries").EnumerateArray()
            .OrderBy(entry => entry.GetProperty("prompt").GetString());
        Assert.Equal(["1, False", "0, True"], shown.Select(entry =>
            $"{entry.GetProperty("confirmations").GetInt32()}, {entry.GetProperty("is_operators").GetBoolean()}"));
    }

    [Fact]
    public async Task A_threshold_tightens_and_says_when_it_does_not()
    {
        await LikewiseAsync("store", Prompt, "Choose Forgot password.");

        var tightened = await LikewiseAsync("lookup", "--threshold", "0.999", "How can I reset my password?");
        Assert.Equal(ExitCode.No, tightened.ExitCode);
        Assert.Contains(Prompt, tightened.Output, StringComparison.Ordinal);
        var loosened = await LikewiseAsync("lookup", "--threshold", "0.1", "How do I change my username?");
        Assert.Equal(ExitCode.No, loosened.ExitCode);
        Assert.Contains("has no effect", loosened.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespaces_are_shown_with_their_rules_and_keep_to_them_at_the_next_start()
    {
        foreach (var prompt in (string[])["first", "second", "third"])
            await LikewiseAsync("store", prompt, "an answer", "--namespace", "small");

        var set = (string[])["--set", "namespaces.small.entriesMax=2", "--set", "namespaces.small.similarityMin=0.95"];
        var shown = (await LikewiseAsync(["namespaces", "--json", .. set])).Json.GetProperty("namespaces")[0];

        Assert.Equal(("small", 2, 2, 0.95), (
            shown.GetProperty("namespace").GetString(), shown.GetProperty("entries").GetInt32(),
            shown.GetProperty("entries_max").GetInt32(), shown.GetProperty("similarity_min").GetDouble()));
        Assert.Contains("0.95", (await LikewiseAsync(["namespaces", .. set])).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await LikewiseAsync("stats", "--json")).Json.GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task Entries_are_listed_shown_and_removed_by_the_beginning_of_their_id()
    {
        await LikewiseAsync("store", "first", "one", "--tag", "odd", "--tag", "faq", "--ttl", "2h");
        await LikewiseAsync("store", "second", "two", "--namespace", "other");

        var listed = (await LikewiseAsync("entries", "list", "--json", "--tag", "faq")).Json;
        Assert.Equal(1, listed.GetProperty("total").GetInt32());
        var id = listed.GetProperty("entries")[0].GetProperty("id").GetString()!;
        var shown = (await LikewiseAsync("entries", "show", "--json", id[..12])).Json;
        Assert.Equal("one", shown.GetProperty("response").GetString());
        var (created, expires) = (shown.GetProperty("created_at"), shown.GetProperty("expires_at"));
        Assert.Equal(TimeSpan.FromHours(2), expires.GetDateTimeOffset() - created.GetDateTimeOffset());

        var removed = await LikewiseAsync("entries", "rm", id[..12], "00000000000000000000000000000000", "--json");
        Assert.Equal((ExitCode.No, 1), (removed.ExitCode, removed.Json.GetProperty("removed").GetInt32()));
        Assert.Equal(ExitCode.No, (await LikewiseAsync("entries", "show", id)).ExitCode);
        Assert.Equal(1, (await LikewiseAsync("stats", "--json")).Json.GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task Entries_are_chosen_by_any_condition_and_by_meaning()
    {
        await LikewiseAsync("store", Prompt, "Choose Forgot password.", "--tag", "a", "--tag", "b");
        await LikewiseAsync("store", "What colour is the sea?", "Blue.", "--tag", "a");

        Assert.Equal(2, await CountAsync("--tag", "a"));
        Assert.Equal(2, await CountAsync("--tag", "a", "--tag", "b"));
        Assert.Equal(1, await CountAsync("--tag", "a", "--tag", "b", "--tag-match", "all"));
        Assert.Equal(1, await CountAsync("--prompt", "What colour is the sea?"));
        Assert.Equal(1, await CountAsync("--contains", "COLOUR"));
        Assert.Equal(0, await CountAsync("--older-than", "1h"));
        Assert.Equal(2, await CountAsync("--older-than", "0s"));
        Assert.Equal(0, await CountAsync("--created-before", "2020-01-01"));
        Assert.Equal(1, await CountAsync("--like", "How can I reset my password?", "--similarity-min", "0.8"));
        foreach (var refused in (string[][])
            [["--older-than", "long"], ["--scope", "x"], ["--similarity-min", "0.8"], ["--like", "x", "--similarity-min", "2"]])
            Assert.Equal(ExitCode.Usage, (await LikewiseAsync(["entries", "list", .. refused])).ExitCode);

        var removed = await LikewiseAsync("entries", "rm", "--like", "How can I reset my password?", "--yes", "--json");
        Assert.Equal(1, removed.Json.GetProperty("removed").GetInt32());
        Assert.Equal(1, await CountAsync());

        async Task<int> CountAsync(params string[] conditions) =>
            (await LikewiseAsync(["entries", "list", "--json", .. conditions])).Json.GetProperty("total").GetInt32();
    }

    [Fact]
    public async Task Many_are_removed_only_with_a_yes()
    {
        await LikewiseAsync("store", "first", "one", "--namespace", "a");

        var asked = await LikewiseAsync("entries", "rm", "--all");
        Assert.Equal(ExitCode.Usage, asked.ExitCode);
        Assert.Contains("would remove 1", asked.Error, StringComparison.Ordinal);
        var removed = await LikewiseAsync("entries", "rm", "--namespace", "a", "--yes");
        Assert.Equal((ExitCode.Ok, "1 removed.\n"), (removed.ExitCode, removed.Output));
        Assert.Equal("No entries.\n", (await LikewiseAsync("entries", "list")).Output);
    }

    [Fact]
    public async Task An_answer_comes_from_standard_input()
    {
        var run = await Run.OfAsync("two\nlines\n", ["store", Prompt, "-", "--data", _directory.Path]);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal("two\nlines", (await LikewiseAsync("lookup", "--json", Prompt)).Json.GetProperty("response").GetString());
    }

    [Fact]
    public async Task A_store_that_another_process_has_open_is_refused_by_name()
    {
        var path = _directory.File("likewise.db");
        await using var store = await SqliteEntryStore.OpenAsync(
            new SqliteStoreOptions { Path = path }, TestContext.Current.CancellationToken);

        var run = await LikewiseAsync("stats");

        Assert.Equal((ExitCode.Store, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"likewise: '{path}'", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(ExitCode.Usage, "lookup", "")]
    [InlineData(ExitCode.Usage, "lookup", "a\0b")]
    [InlineData(ExitCode.Usage, "lookup", "x", "--threshold", "NaN")]
    [InlineData(ExitCode.Usage, "store", "-", "-")]
    [InlineData(ExitCode.Usage, "store", "only a prompt")]
    [InlineData(ExitCode.Usage, "store", "x", "y", "--tag", "")]
    [InlineData(ExitCode.Configuration, "store", "x", "y", "--ttl", "-1h")]
    [InlineData(ExitCode.Configuration, "store", "x", "y", "--ttl", "400d")]
    [InlineData(ExitCode.No, "store", "x", "")]
    [InlineData(ExitCode.Usage, "entries", "list", "--limit", "0")]
    [InlineData(ExitCode.Usage, "entries", "show", "XYZ")]
    [InlineData(ExitCode.Usage, "entries", "rm")]
    [InlineData(ExitCode.Usage, "entries", "rm", "--all", "--tag", "x")]
    [InlineData(ExitCode.Model, "stats", "--model", "/no/such/model")]
    [InlineData(ExitCode.Configuration, "stats", "--config", "/no/such/file.yaml")]
    public async Task What_cannot_be_done_is_one_line_and_a_number(int exitCode, params string[] args)
    {
        var run = await LikewiseAsync(args);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Standard_input_that_is_no_UTF_8_is_not_stored()
    {
        var run = await Run.OfAsync([0xFF, 0xFE], ["store", Prompt, "-", "--data", _directory.Path]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("not valid UTF-8", run.Error, StringComparison.Ordinal);
    }

    private Task<Run> LikewiseAsync(params string[] args) => Run.OfAsync([.. args, "--data", _directory.Path]);
}
