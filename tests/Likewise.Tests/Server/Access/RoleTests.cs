using System.Net;
using Likewise.Server;

namespace Likewise.Tests.Server;

public sealed class RoleTests : IDisposable
{
    private readonly KeysFixture _keys = new();

    public void Dispose() => _keys.Dispose();

    /// <summary>With a key for each role: only the one that an address asks for gets beyond the gate.</summary>
    [Fact]
    public async Task Each_address_takes_the_one_role_that_it_asks_for()
    {
        var keys = Enum.GetValues<AccessRole>().ToDictionary(role => role, role => _keys.Make("", role));
        await using var server = await _keys.ServeAsync();
        foreach (var (method, path, needed) in new[]
        {
            ("POST", "/v1/chat/completions", AccessRole.Use), ("POST", "/v1/messages", AccessRole.Use),
            ("POST", "/v1/responses", AccessRole.Use), ("POST", "/v1/embeddings", AccessRole.Use),
            ("GET", "/v1/models", AccessRole.Use), ("POST", "/chat_semantic_cache", AccessRole.Use),
            ("POST", "/v1/cache/lookup", AccessRole.Use), ("POST", "/v1/cache/store", AccessRole.Use),
            ("POST", "/v1/cache/explain", AccessRole.Observe), ("GET", "/v1/cache/stats", AccessRole.Observe),
            ("GET", "/v1/cache/entries", AccessRole.Observe), ("POST", "/v1/cache/invalidate", AccessRole.Manage),
            ("POST", "/v1/cache/flush", AccessRole.Manage), ("GET", "/v1/cache/export", AccessRole.Manage),
            ("POST", "/v1/cache/import", AccessRole.Manage),
        })
        {
            foreach (var (role, key) in keys)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Headers.TryAddWithoutValidation("x-api-key", key);
                var reply = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(
                    role == needed != (reply.StatusCode == HttpStatusCode.Forbidden),
                    $"{method} {path} with {role}: {(int)reply.StatusCode}, and it needs {needed}");
            }
        }
    }
}
