using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Likewise.Tests.Server;

public sealed class LogTests
{
    private const string Secret = "sk-secret";
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

    private static Predicate<string> Begins(string beginning) => line => line.StartsWith(beginning, StringComparison.Ordinal);

    private static async Task<IReadOnlyCollection<string>> RunAsync(bool logsContent)
    {
        using var sink = new Sink();
        using var log = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(sink));
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using (var server = await RunningServer.StartAsync(
            upstream, settings => settings.Log.Content = logsContent, log: log))
        {
            await server.ChatAsync(Prompt, "", ("Authorization", $"Bearer {Secret}"));
            await server.PromptAsync(Prompt);
            await server.Client.GetAsync("/nothing-here", TestContext.Current.CancellationToken);
            upstream.Answer = context =>
            {
                context.Abort();
                return Task.CompletedTask;
            };
            await server.PromptAsync(Prompt + " Tell me now.", ("Authorization", $"Bearer {Secret}"));
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
