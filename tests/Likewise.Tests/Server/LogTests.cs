using System.Collections.Concurrent;
using Likewise.Server;
using Microsoft.Extensions.Logging;

namespace Likewise.Tests.Server;

public sealed class LogTests
{
    private const string Secret = "sk-secret";
    private const string OwnKey = "sk-secret-of-this-server";
    private const string Prompt = "How do I find my lost passport?";

    [Fact]
    public async Task No_line_holds_a_prompt_an_answer_or_a_key()
    {
        var lines = await RunAsync(logsContent: false);

        Assert.Contains(lines, Begins("Information: POST /v1/chat/completions 200 miss "));
        Assert.Contains(lines, Begins("Information: GET (unknown) 404  "));
        Assert.DoesNotContain(lines, line => line.Contains("passport", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("From the model", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_operator_wishes_prompts_and_answers_are_traced_but_keys_are_not()
    {
        var lines = await RunAsync(logsContent: true);

        Assert.Contains($"Trace: prompt: {Prompt} answer: From the model.", lines);
        Assert.DoesNotContain(lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_key_that_a_server_takes_or_sends_is_in_any_line()
    {
        var lines = await RunAsync(logsContent: true, settings =>
        {
            settings.Access.Key = OwnKey;
            settings.Upstream.ApiKey = Secret + "-of-the-upstream";
            settings.Upstream.BreakerRequestsMin = 2;
        });

        Assert.Contains(lines, Begins("Information: POST /v1/chat/completions 200 miss "));
        Assert.Contains(lines, Begins("Information: POST /chat_semantic_cache 401 "));
        Assert.DoesNotContain(lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    private static Predicate<string> Begins(string beginning) => line => line.StartsWith(beginning, StringComparison.Ordinal);

    private static async Task<IReadOnlyCollection<string>> RunAsync(bool logsContent, Action<LikewiseSettings>? configure = null)
    {
        using var sink = new Sink();
        using var log = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(sink));
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using (var server = await RunningServer.StartAsync(
            upstream,
            settings =>
            {
                settings.Log.Content = logsContent;
                configure?.Invoke(settings);
            },
            log: log))
        {
            await server.ChatAsync(Prompt, "", ("Authorization", $"Bearer {Secret}"));
            await server.ChatAsync(
                Prompt, "", ("x-api-key", OwnKey), ("x-likewise-upstream-authorization", $"Bearer {Secret}-of-the-caller"));
            await server.PromptAsync(Prompt);
            await server.Client.GetAsync("/nothing-here", TestContext.Current.CancellationToken);
            upstream.Answer = context =>
            {
                context.Abort();
                return Task.CompletedTask;
            };
            await server.PromptAsync(Prompt + " Tell me now.", ("Authorization", $"Bearer {Secret}"));
            for (var i = 0; i < 3; i++)
                await server.PromptAsync(Prompt + " Tell me now.", ("x-api-key", OwnKey));
        }

        return sink.Lines;
    }

    private sealed class Sink : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)}{exception?.Message}");

        public void Dispose()
        {
        }
    }
}
