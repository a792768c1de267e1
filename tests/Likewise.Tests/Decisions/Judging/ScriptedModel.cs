using System.Collections.Concurrent;

namespace Likewise.Tests.Decisions.Judging;

/// <summary>A model that judges as a test tells it, and remembers what it was asked.</summary>
internal sealed class ScriptedModel
{
    public ConcurrentQueue<JudgeQuestion> Asked { get; } = new();

    /// <summary>What the next answers are.</summary>
    public Func<JudgeQuestion, CancellationToken, ValueTask<JudgeReply>> Answer { get; set; } =
        (_, _) => new(new JudgeReply("SAME", new TokenUsage(200, 1)));

    public static ScriptedModel Saying(string? text) => new() { Answer = (_, _) => new(new JudgeReply(text!)) };

    public ValueTask<JudgeReply> AskAsync(JudgeQuestion question, CancellationToken cancellationToken)
    {
        Asked.Enqueue(question);
        return Answer(question, cancellationToken);
    }
}
