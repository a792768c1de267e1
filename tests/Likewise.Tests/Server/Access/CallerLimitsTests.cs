using System.Globalization;
using System.Net;
using Likewise.Server;

namespace Likewise.Tests.Server;

public sealed class CallerLimitsTests : IDisposable
{
    private readonly KeysFixture _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task More_requests_in_a_minute_than_a_key_may_make_are_429_and_other_keys_go_on()
    {
        var (one, other) = (_keys.Make(), _keys.Make(key => key with { RequestsPerMinute = 5 }));
        await using var server = await _keys.ServeAsync(configure: settings => settings.Access.RequestsPerMinute = 2);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(one))).StatusCode);

        var refused = await server.ChatAsync("Hi", headers: KeysFixture.Bearer(one));
        Assert.Equal(
            "rate_limit_exceeded", (await refused.ErrorAsync(HttpStatusCode.TooManyRequests)).GetProperty("code").GetString());
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(other))).StatusCode);
        Assert.Equal(
            HttpStatusCode.TooManyRequests, (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(other))).StatusCode);
    }

    [Fact]
    public async Task More_requests_at_once_than_a_key_may_have_are_429_until_one_ends()
    {
        var key = _keys.Make(key => key with { ConcurrencyMax = 1 });
        var (isAsked, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            isAsked.TrySetResult();
            await mayAnswer.Task;
            await ScriptedUpstream.Saying("Done.")(context);
        };
        await using var server = await _keys.ServeAsync(upstream);
        var first = server.ChatAsync("Hi", headers: KeysFixture.Bearer(key));
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);
        var refused = await server.ChatAsync("Hi", headers: KeysFixture.Bearer(key));
        mayAnswer.SetResult();

        Assert.Equal(
            "too_many_at_once", (await refused.ErrorAsync(HttpStatusCode.TooManyRequests)).GetProperty("code").GetString());
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(key))).StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(6_000)]
    public void As_many_requests_as_the_limit_come_through_at_once(int perMinute)
    {
        using var limits = new CallerLimits(new AccessSettings { RequestsPerMinute = perMinute });
        var caller = new CallerIdentity("a", "", [AccessRole.Use]);
        for (var i = 0; i < perMinute; i++)
            limits.Take(caller)?.Dispose();

        // A limit of many a second fills while it is being emptied.
        if (perMinute <= 100)
            Assert.Equal(429, Assert.Throws<HttpFault>(() => limits.Take(caller)).Status);
    }
}
