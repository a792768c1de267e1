using System.Text;
using System.Text.Json;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.OpenApi;

/// <summary>
/// Bodies that nobody would send: every example of the document, damaged again and again from a fixed seed. No answer may be the
/// server's own failure, and whatever was stored on the way must be readable.
/// </summary>
public sealed class FuzzTests
{
    private static readonly int Rounds = FuzzRun.Bodies(slice: 60);

    private static readonly string[] Oddities =
    [
        "null", "true", "-1", "1e400", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "9223372036854775808", "\"a\"", "0.5",
        "[null]", "[[[[]]]]", "{\"a\":{\"a\":null}}", "\"\u202e\ufeff\u200b\"", "[1,\"a\",{}]",
    ];

    [Fact]
    public async Task No_body_makes_the_server_fail_or_store_what_cannot_be_read()
    {
        await using var server = await ApiDocument.StartAsync();
        var random = new Random(20260301 + FuzzRun.Seed);
        var operations = ApiDocument.Operations.Where(operation => operation.Request is not null).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var operation in operations)
            {
                var body = Damage(Encoding.UTF8.GetBytes(operation.BodyOf(ApiDocument.ExampleId)), random);
                using var message = operation.ToMessage(ApiDocument.ExampleId, body);
                var reply = await server.Client.SendAsync(message, TestContext.Current.CancellationToken);
                var shown = Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, 2_000)));
                Assert.True((int)reply.StatusCode < 500, $"{operation.Path} {(int)reply.StatusCode} {shown}");
            }
        }

        await EverythingCanBeReadAsync(server);
    }

    private static async Task EverythingCanBeReadAsync(RunningServer server)
    {
        var page = await server.OkAsync("/entries?limit=1000&state=any");
        foreach (var id in page.Ids())
        {
            var entry = await server.OkAsync($"/entries/{id}");
            Assert.False(string.IsNullOrWhiteSpace(entry.Text("prompt")));
            Assert.NotEmpty(entry.GetProperty("recording").GetProperty("choices").EnumerateArray());
        }

        var lines = (await (await server.SendAsync(HttpMethod.Get, "/export")).TextAsync()).Trim().Split('\n');
        Assert.Equal(page.GetProperty("total").GetInt32(), lines.Length - 2);
        foreach (var line in lines[1..^1])
            Assert.NotNull(ExportedEntry.FromJson(Encoding.UTF8.GetBytes(line)).Response);
    }

    private static byte[] Damage(byte[] body, Random random) => random.Next(8) switch
    {
        0 => body[..random.Next(body.Length)],
        1 => Flipped(body, random),
        2 => [.. body[..(body.Length / 2)], .. Bytes(random, 8), .. body[(body.Length / 2)..]],
        3 => [.. body, .. body],
        4 => Encoding.UTF8.GetBytes(new string('[', random.Next(2_000)) + Encoding.UTF8.GetString(body)),
        5 => Twice(body),
        _ => Changed(body, random),
    };

    private static byte[] Flipped(byte[] body, Random random)
    {
        var flipped = (byte[])body.Clone();
        for (var turn = random.Next(1, 4); turn > 0; turn--)
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The first field stands a second time.</summary>
    private static byte[] Twice(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var end = text.IndexOf(',', StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(end < 0 ? text + text : text[..(end + 1)] + text.TrimStart()[1..]);
    }

    /// <summary>One value, wherever it stands, is another; sometimes a very long one.</summary>
    private static byte[] Changed(byte[] body, Random random)
    {
        var places = new List<(int Start, int Length)>();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                places.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
        }

        var (start, length) = places[random.Next(places.Count)];
        var odd = random.Next(20) == 0 ? $"\"{new string('x', 100_000)}\"" : Oddities[random.Next(Oddities.Length)];
        return [.. body[..start], .. Encoding.UTF8.GetBytes(odd), .. body[(start + length)..]];
    }
}
