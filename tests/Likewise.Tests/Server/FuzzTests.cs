using System.Text;

namespace Likewise.Tests.Server;

/// <summary>
/// Goal: no body makes the server fail, and nothing is stored that cannot be read. A slice of what LIKEWISE_FUZZ, a number of
/// bodies for each address, runs at length. The addresses of the cache's own API are in <see cref="OpenApi.FuzzTests"/>.
/// </summary>
public sealed class FuzzTests
{
    private const int Callers = 4;

    [Theory]
    [InlineData("/v1/chat/completions", """
        {"model": "m", "temperature": 0, "seed": 1, "n": 1, "stop": ["a"], "stream": false, "messages": [
        {"role": "system", "content": "Be brief."}, {"role": "user", "content": [{"type": "text", "text": "How are you?"}]}],
        "tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}], "tool_choice": "auto"}
        """)]
    [InlineData("/v1/responses", """
        {"model": "m", "instructions": "Be brief.", "text": {"format": {"type": "text"}}, "reasoning": {"effort": "low"},
        "input": [{"role": "user", "content": [{"type": "input_text", "text": "How are you?"}]},
        {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}], "stream": true, "include": []}
        """)]
    [InlineData("/v1/messages", """
        {"model": "m", "max_tokens": 9, "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": "user", "content": [{"type": "text", "text": "How are you?"}]}], "stop_sequences": ["a"],
        "tools": [{"name": "f", "input_schema": {}}], "tool_choice": {"type": "any"}, "stream": false}
        """)]
    [InlineData("/v1/completions", """{"model": "m", "prompt": "How are you?", "n": 1, "max_tokens": 3, "stream": true}""")]
    [InlineData("/v1/embeddings", """{"model": "all-MiniLM-L6-v2", "input": ["How are you", "A"], "encoding_format": "float"}""")]
    [InlineData("/chat_semantic_cache", """{"prompt": "How are you?"}""")]
    public async Task No_body_makes_the_server_fail(string path, string body)
    {
        await using var server = await RunningServer.StartAsync();
        var mutator = new BodyMutator(seed: path.Length + FuzzRun.Seed);
        var bodies = Enumerable.Range(0, FuzzRun.Bodies(slice: 300)).Select(_ => mutator.Mutate(body));

        await Parallel.ForEachAsync(
            bodies, new ParallelOptions { MaxDegreeOfParallelism = Callers }, (mutated, _) => AskAsync(server, path, mutated));

        // What was stored can be read, and is an answer.
        foreach (var entry in server.Host.Cache.List(EntryFilter.All))
        {
            var found = await server.Host.Cache.ReadAsync(entry.Summary.Id, TestContext.Current.CancellationToken);
            Assert.StartsWith("This is a demo answer", found?.Response.Text);
        }

        using var reply = await server.PostAsync(path, body);
        Assert.True(reply.IsSuccessStatusCode, $"the body as it was is answered with {reply.StatusCode}");
    }

    private static async ValueTask AskAsync(RunningServer server, string path, byte[] body)
    {
        using var reply = await server.PostAsync(path, body);
        Assert.True((int)reply.StatusCode < 500, $"{(int)reply.StatusCode} for {Encoding.UTF8.GetString(body)}");
        if (!reply.IsSuccessStatusCode)
            Assert.Contains("\"message\"", await reply.TextAsync());
    }
}
