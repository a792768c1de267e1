using System.Text;
using System.Text.Json;
using Likewise.Server;

namespace Likewise.Tests.Server.OpenApi;

/// <summary>The OpenAPI document as tests read it.</summary>
internal static class ApiDocument
{
    public const string ExampleId = "3f9c0a7d21b44e0c9a1d5c7e8f901234";

    public static JsonElement Root { get; } = JsonElement.Parse(DocumentsEndpoint.Read("openapi.json"));

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        .. from path in Root.GetProperty("paths").EnumerateObject()
           from method in path.Value.EnumerateObject()
           select new Operation(method.Name.ToUpperInvariant(), path.Name, method.Value),
    ];

    public static Task<RunningServer> StartAsync() => RunningServer.StartAsync(
        configure: settings => settings.Server.Compatibility = [CompatibleApi.LangCache, CompatibleApi.GptCache]);

    /// <summary>One method of one address.</summary>
    internal sealed record Operation(string Method, string Path, JsonElement Json)
    {
        /// <summary>What is sent: its media type and its text; null where there is no body.</summary>
        public (string Type, JsonElement Schema, JsonElement Example)? Request => Json.TryGetProperty("requestBody", out var body)
            ? Content(body)
            : null;

        public (int Status, JsonElement Response) Answer
        {
            get
            {
                var first = Json.GetProperty("responses").EnumerateObject().First();
                return (int.Parse(first.Name, System.Globalization.CultureInfo.InvariantCulture), first.Value);
            }
        }

        public static (string Type, JsonElement Schema, JsonElement Example)? Content(JsonElement message)
        {
            if (!message.TryGetProperty("content", out var content))
                return null;
            var only = content.EnumerateObject().Single();
            return (only.Name, only.Value.GetProperty("schema"), only.Value.GetProperty("example"));
        }

        public string BodyOf(string id) => Request is not var (_, _, example)
            ? ""
            : (example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText())
                .Replace(ExampleId, id, StringComparison.Ordinal);

        public string PathOf(string id)
        {
            var path = Path;
            if (!Json.TryGetProperty("parameters", out var parameters))
                return path;
            foreach (var one in parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "path"))
                path = path.Replace(
                    $"{{{one.GetProperty("name")}}}", one.GetProperty("example").GetString(), StringComparison.Ordinal);

            return path.Replace(ExampleId, id, StringComparison.Ordinal);
        }

        public HttpRequestMessage ToMessage(string id, byte[]? body = null)
        {
            var message = new HttpRequestMessage(new HttpMethod(Method), PathOf(id));
            if (Request is var (type, _, _))
            {
                message.Content = new ByteArrayContent(body ?? Encoding.UTF8.GetBytes(BodyOf(id)));
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }

            return message;
        }
    }
}
