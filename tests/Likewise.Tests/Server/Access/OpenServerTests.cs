using System.Net;
using Likewise.Server;

namespace Likewise.Tests.Server;

/// <summary>A server without keys: for its own machine, unless the operator says otherwise.</summary>
public sealed class OpenServerTests : IDisposable
{
    private readonly KeysFixture _keys = new();

    public void Dispose() => _keys.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://likewise.example:0")]
    public async Task It_does_not_listen_beyond_its_machine(string url)
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() =>
            _keys.ServeAsync(configure: settings => settings.Server.Url = url));

        Assert.Contains("likewise key create", refused.Message, StringComparison.Ordinal);
        Assert.Contains("access.anonymous", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_or_when_it_is_told_to_it_does()
    {
        await using var anonymous = await _keys.ServeAsync(configure: settings =>
            (settings.Server.Url, settings.Access.Anonymous) = ("http://0.0.0.0:0", true));
        _keys.Make();
        await using var closed = await _keys.ServeAsync(configure: settings => settings.Server.Url = "http://0.0.0.0:0");
    }

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("localhost:1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.0.0.1", HttpStatusCode.MisdirectedRequest)]
    public async Task A_page_of_the_web_cannot_reach_it_under_a_name_of_its_own(string host, HttpStatusCode status)
    {
        await using var server = await _keys.ServeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models") { Headers = { Host = host } };

        Assert.Equal(status, (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }
}
