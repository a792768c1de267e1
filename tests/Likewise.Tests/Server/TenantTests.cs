using System.Net;
using System.Text;

namespace Likewise.Tests.Server;

public sealed class TenantTests
{
    private static readonly (string, string) Ann = ("Authorization", "Bearer sk-ann");
    private static readonly (string, string) Bob = ("Authorization", "Bearer sk-bob");

    [Fact]
    public async Task Where_callers_pay_their_answers_never_reach_each_other()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        upstream.Answer = ScriptedUpstream.Saying("For Ann.");
        await server.ChatAsync("Hi", "", Ann);
        upstream.Answer = ScriptedUpstream.Saying("For another.");
        var bob = await server.ChatAsync("Hi", "", Bob);
        var nobody = await server.PromptAsync("Hi");
        var otherProject = await server.ChatAsync("Hi", "", Ann, ("OpenAI-Project", "p-2"));
        var ann = await server.PromptAsync("Hi", Ann);

        Assert.Equal(("miss", "miss", "miss", "hit"), (bob.Cache(), nobody.Cache(), otherProject.Cache(), ann.Cache()));
        Assert.Contains("For Ann.", await ann.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callers_key_is_passed_on_with_what_qualifies_it_and_nothing_else()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync(
            "Hi", "", Ann, ("OpenAI-Organization", "o-1"), ("Cookie", "a=b"), ("x-likewise-ttl", "1h"));

        var sent = Assert.Single(upstream.Requests).Headers;
        Assert.Equal("Bearer sk-ann", sent["Authorization"]);
        Assert.Equal("o-1", sent["OpenAI-Organization"]);
        Assert.Equal(
            ["Authorization", "Content-Length", "Content-Type", "Host", "OpenAI-Organization", "traceparent"],
            sent.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_the_operator_pays_all_callers_share_and_no_key_of_theirs_is_passed_on()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Upstream.ApiKey = "sk-operator");
        await server.ChatAsync("Hi", "", Ann);
        var bob = await server.ChatAsync("Hi", "", Bob);

        Assert.Equal("hit", bob.Cache());
        Assert.Equal("Bearer sk-operator", Assert.Single(upstream.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Neither_key_nor_digest_reaches_a_reply()
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.ChatAsync("Hi", "", Ann);
        var tenant = Assert.Single(server.Host.Cache.List(EntryFilter.All)).Summary.Tenant;

        Assert.Equal(64, tenant.Length);
        Assert.DoesNotContain(tenant, reply.ToString() + await reply.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_outside_Ascii_is_refused()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = server.Client.BaseAddress,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(RunningServer.ChatBody("Hi"), null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer schlüssel");
        var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);

        await reply.ErrorAsync(HttpStatusCode.BadRequest);
        Assert.Empty(upstream.Requests);
    }
}
