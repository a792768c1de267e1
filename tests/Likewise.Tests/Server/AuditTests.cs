using System.Text;
using System.Text.Json;
using Likewise.Server;

namespace Likewise.Tests.Server;

/// <summary>Audits and withheld hits over real HTTP, with the real encoder and the default comparer.</summary>
public class AuditTests
{
    private const string Prompt = "How do I reset my password?";
    private const string Reworded = "How can I reset my password?";
    private const string Says = "Press the green button.";

    private static readonly (string Name, string Value) Key = ("Authorization", "Bearer of-the-caller");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_shadow_callers_get_the_models_answers_and_are_told_what_was_withheld()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Cache.ServeShare = 0);

        upstream.Answer = ScriptedUpstream.Saying(Says);
        using var first = await server.ChatAsync(Prompt);
        upstream.Answer = ScriptedUpstream.Saying("Throw the telephone away.");
        using var second = await server.ChatAsync(Reworded);
        using var third = await server.ChatAsync(Prompt);
        await server.Host.Cache.WhenComparedAsync(Token);

        Assert.Equal(3, upstream.Requests.Count);
        Assert.Contains("Throw the telephone away.", await second.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(("miss", "withheld", "near"), (Header(second, "cache"), Header(second, "reason"), Header(second, "tier")));
        Assert.Equal((null, "exact"), (Header(second, "entry"), Header(third, "tier")));
        Assert.Equal(Header(first, "entry"), Header(second, "withheld"));

        using var stats = JsonDocument.Parse(await server.Client.GetStringAsync("/v1/cache/stats", Token));
        var withheld = stats.RootElement.GetProperty("withheld");
        Assert.Equal((1, 1), (withheld.GetProperty("byMeaning").GetInt32(), withheld.GetProperty("bySameWords").GetInt32()));
        var outcomes = stats.RootElement.GetProperty("outcomes");
        Assert.Equal(1, outcomes.GetProperty("withheld").GetProperty("different").GetInt32());
        Assert.Equal(1, outcomes.GetProperty("withheldExact").GetProperty("different").GetInt32());
        Assert.Equal(1, server.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"stream\": true,")]
    public async Task A_hit_is_audited_with_the_callers_own_request_when_that_has_ended(string fields)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Saying(_ => RecordedResponse.FromText(Says));
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Cache.Audit.Share = 1);
        using (await server.ChatAsync(Prompt, "", Key))
            upstream.Requests.Clear();
        var ended = new TaskCompletionSource();
        var answer = upstream.Answer;
        upstream.Answer = async context =>
        {
            await ended.Task;
            await answer(context);
        };

        using (var hit = await server.ChatAsync(Reworded, fields, Key))
        {
            Assert.Equal("hit", Header(hit, "cache"));
            Assert.Contains(Says, await hit.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        ended.SetResult();
        await server.Host.Cache.WhenComparedAsync(Token);
        var audited = Assert.Single(upstream.Requests);
        Assert.Equal(RunningServer.ChatBody(Reworded, fields), Encoding.UTF8.GetString(audited.Body));
        Assert.Equal(Key.Value, audited.Headers[Key.Name]);
        Assert.Equal(new AgreementCounts(1, 0, 0), server.Host.Cache.GetStatistics().Outcomes.Audits);
        Assert.Equal(1, server.Entries);
    }

    [Fact]
    public async Task An_upstream_that_fails_an_audit_harms_nobody_and_proves_nothing()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Saying(Says);
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Cache.Audit.Share = 1);
        using (await server.ChatAsync(Prompt))
            upstream.Answer = ScriptedUpstream.Json(500, """{"error":{"message":"out of order"}}""");

        using var hit = await server.ChatAsync(Reworded);
        await server.Host.Cache.WhenComparedAsync(Token);

        Assert.Equal(("hit", 200), (Header(hit, "cache"), (int)hit.StatusCode));
        var statistics = server.Host.Cache.GetStatistics();
        Assert.Equal((1, 0), (statistics.Auditor.Failed, statistics.Outcomes.Audits.Compared));
    }

    [Fact]
    public async Task An_explanation_shows_facts_and_what_every_guard_says()
    {
        await using var server = await RunningServer.StartAsync();

        using var reply = await server.PostAsync(
            "/v1/cache/explain",
            """{"asked": {"prompt": "boil 5 eggs", "model": "m"}, "stored": {"prompt": "boil 6 eggs", "model": "m"}}""");

        using var explained = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Token));
        var number = explained.RootElement.GetProperty("facts").EnumerateArray()
            .Single(fact => fact.GetProperty("kind").GetString() == "number");
        Assert.Equal("5", number.GetProperty("asked")[0].GetString());
        var guards = explained.RootElement.GetProperty("guards").EnumerateArray().ToArray();
        Assert.Contains("\"6\"", guards.Single(guard => guard.TryGetProperty("objection", out _))
            .GetProperty("objection").GetString(), StringComparison.Ordinal);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(CacheHeaders.Prefix + name, out var values) ? values.Single() : null;
}
