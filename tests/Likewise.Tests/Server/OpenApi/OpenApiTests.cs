using System.Net;
using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;
using Microsoft.AspNetCore.Routing;

namespace Likewise.Tests.Server.OpenApi;

/// <summary>The document and the server say the same.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonSchema Schema = new(ApiDocument.Root);

    /// <summary>All but the one whose answer has no end, and the one that needs a disk (<see cref="BackupTests"/>).</summary>
    public static TheoryData<string> OperationIds =>
        [.. ApiDocument.Operations.Where(one => one.Path != LiveEndpoint.Path && !IsOnDisk(one)).Select(NameOf)];

    [Fact]
    public async Task Every_address_stands_in_the_document_with_its_role_and_no_other_does()
    {
        await using var server = await ApiDocument.StartAsync();
        var mapped =
            from endpoint in server.Endpoints
            let role = endpoint.Metadata.GetMetadata<RoleRequirement>()
            where endpoint.RoutePattern.RawText is { } path && role is not null && IsOwn(path)
            from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
            select $"{method} {endpoint.RoutePattern.RawText} {role.Role.ToString().ToLowerInvariant()}";
        var documented = ApiDocument.Operations.Select(one => $"{one.Method} {one.Path} {one.Json.Text("x-role")}");

        Assert.Equal(mapped.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OperationIds))]
    public async Task Every_example_is_answered_as_the_document_says(string operationId)
    {
        var operation = ApiDocument.Operations.Single(one => NameOf(one) == operationId);
        await using var server = await ApiDocument.StartAsync();
        var stored = operation.Path.StartsWith("/v1/caches", StringComparison.Ordinal) ? "langCacheStore"
            : operation.Path.StartsWith("/v1/cache/warm/", StringComparison.Ordinal) ? "warm"
            : "store";
        var first = ApiDocument.Operations.Single(one => NameOf(one) == stored);
        var put = await (await SendAsync(server, first.ToMessage(""))).JsonAsync();
        var id = put.Text("id") ?? put.Text("entryId")!;

        var reply = await SendAsync(server, operation.ToMessage(id));
        var (status, documented) = operation.Answer;
        Assert.True(status == (int)reply.StatusCode, await reply.TextAsync());
        if (ApiDocument.Operation.Content(documented) is not var (type, schema, example))
        {
            Assert.Empty(await reply.TextAsync());
            return;
        }

        Assert.Equal(type, reply.Content.Headers.ContentType?.ToString());
        if (type == "application/json")
            Assert.Empty(Schema.FaultsOf(await reply.JsonAsync(), schema));
        Assert.Empty(Schema.FaultsOf(example, schema));
        if (operation.Request is var (_, asked, sent))
            Assert.Empty(Schema.FaultsOf(sent, asked));
    }

    [Fact]
    public async Task Every_problem_has_the_documented_shape()
    {
        await using var server = await ApiDocument.StartAsync();
        foreach (var operation in ApiDocument.Operations.Where(one => one.Request is not null && one.Path != "/v1/cache/import"))
        {
            var reply = await SendAsync(server, operation.ToMessage("", "[]"u8.ToArray()));
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            var name = operation.Json.GetProperty("responses").GetProperty("400").Text("$ref")!;
            var only = Schema.Resolve(name).GetProperty("content").EnumerateObject().Single();
            Assert.Equal(only.Name, reply.Content.Headers.ContentType?.MediaType);
            Assert.Empty(Schema.FaultsOf(JsonElement.Parse(await reply.TextAsync()), only.Value.GetProperty("schema")));
        }
    }

    [Theory]
    [InlineData("/openapi/v1.json", "application/json")]
    [InlineData("/docs", "text/html")]
    [InlineData("/docs/page.css", "text/css")]
    [InlineData("/docs/page.js", "text/javascript")]
    public async Task The_documents_are_open_to_everybody_and_ask_nobody_else_for_anything(string path, string type)
    {
        await using var server = await RunningServer.StartAsync(
            configure: settings => settings.Access.Key = "a-key-of-twenty-letters");
        var reply = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await reply.TextAsync();

        Assert.Equal((HttpStatusCode.OK, type), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith("default-src 'none'", reply.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("//", text.Replace("// Shows", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var closed = await server.Client.GetAsync("/v1/cache/stats", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    private static bool IsOnDisk(ApiDocument.Operation one) => one.Path == "/v1/cache/backup";

    private static bool IsOwn(string path) =>
        path.StartsWith("/v1/cache", StringComparison.Ordinal) || path is "/put" or "/get" or "/flush";

    private static string NameOf(ApiDocument.Operation operation) => operation.Json.Text("operationId")!;

    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, HttpRequestMessage message)
    {
        using (message)
            return await server.Client.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
