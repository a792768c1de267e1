using System.Text;
using Likewise.Protocols;
using Likewise.Server;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server;

public sealed class UpstreamModelTests
{
    private static readonly DemoSettings NoDelay = new() { Delay = TimeSpan.Zero };

    [Fact]
    public async Task The_demo_gives_the_same_answer_to_the_same_question_and_counts_tokens()
    {
        var demo = new DemoModel(NoDelay, TimeProvider.System);
        var first = await demo.AnswerAsync("What is a monad?", TestContext.Current.CancellationToken);
        var again = await demo.AnswerAsync("What is a monad?", TestContext.Current.CancellationToken);
        var other = await demo.AnswerAsync("What is a comonad, then?", TestContext.Current.CancellationToken);

        Assert.Equal((first.Text, first.Usage), (again.Text, again.Usage));
        Assert.NotEqual(first.Text, other.Text);
        Assert.Equal(new TokenUsage(8, (first.Text.Length + 3) / 4), first.Usage);
        Assert.Equal(DemoModel.Name, first.Model);
    }

    [Fact]
    public async Task The_demo_quotes_a_long_prompt_in_part_and_no_half_characters()
    {
        var answer = await new DemoModel(NoDelay, TimeProvider.System)
            .AnswerAsync("x" + string.Concat(Enumerable.Repeat("🙂", 200)), TestContext.Current.CancellationToken);

        Assert.Contains("🙂…”", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Text.Length < 1_000);
    }

    [Fact]
    public async Task The_demo_takes_as_long_as_it_is_told()
    {
        var time = new ManualTime();
        var answer = new DemoModel(new DemoSettings { Delay = TimeSpan.FromMilliseconds(400) }, time)
            .AnswerAsync("Hi", TestContext.Current.CancellationToken).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.NotEmpty((await answer).Text);
    }

    [Fact]
    public async Task A_configured_model_is_asked_with_the_operators_key()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        using var model = Model(upstream);
        var answer = await model.AnswerAsync("Hi", TestContext.Current.CancellationToken);

        Assert.Equal(("http", "From the model."), (model.Kind, answer.Text));
        Assert.Equal("Bearer sk-1", Assert.Single(upstream.Requests).Headers["Authorization"]);
    }

    [Theory]
    [InlineData("", "/v1/chat/completions")]
    [InlineData("/", "/v1/chat/completions")]
    [InlineData("/v1", "/v1/chat/completions")]
    [InlineData("/openai/v2/", "/openai/v2/chat/completions")]
    public async Task The_address_is_completed(string path, string expected)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        using var model = Model(upstream, path);
        await model.AnswerAsync("Hi", TestContext.Current.CancellationToken);

        Assert.Equal(expected, Assert.Single(upstream.Requests).Path);
    }

    [Theory]
    [InlineData(401, "{}", 401)]
    [InlineData(200, "<html>", 502)]
    public async Task What_is_no_answer_is_an_exception_that_says_so(int status, string body, int expected)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(status, body);
        using var model = Model(upstream);
        var fault = await Assert.ThrowsAsync<UpstreamException>(
            () => model.AnswerAsync("Hi", TestContext.Current.CancellationToken).AsTask());

        Assert.Equal((expected, "upstream_unusable"), (fault.Status, fault.Code));
    }

    [Fact]
    public async Task A_conversation_is_asked_as_it_is()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        using var model = Model(upstream);
        const string Body = """
            {"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},
            {"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"1","content":"7"},{"role":"user","content":[{"type":"text","text":"And?"},
            {"type":"image_url","image_url":{"url":"data:"}}]}],"temperature":0.2,"seed":4,"max_tokens":9,"stop":["x"]}
            """;
        var asked = ChatRequest.Parse(Encoding.UTF8.GetBytes(Body)).Prompt;

        await model.AnswerAsync(asked, TestContext.Current.CancellationToken);

        var sent = ChatRequest.Parse(Assert.Single(upstream.Requests).Body).Prompt;
        await using var cache = await Caches.BuildAsync();
        Assert.Equal(cache.KeyOf(asked), cache.KeyOf(sent));
        Assert.NotNull(cache.KeyOf(sent));
    }

    private static UpstreamModel Model(ScriptedUpstream upstream, string path = "")
    {
        var settings = new LikewiseSettings();
        (settings.Upstream.BaseUrl, settings.Upstream.ApiKey) = (upstream.Url + path, "sk-1");
        return new UpstreamModel(settings, TimeProvider.System);
    }
}
