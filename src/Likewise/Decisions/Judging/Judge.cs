using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise;

/// <summary>
/// A language model that says whether two texts come to the same: behind a <see cref="JudgeVerifier"/>, of two prompts, and
/// behind a <see cref="JudgeComparer"/>, of two answers. Both may share one.
/// </summary>
/// <remarks>
/// <para>Its answer is exactly one of three words. Whatever else comes, a longer answer, an error, silence, counts as nothing
/// said, so a prompt that talks the model out of its task gains nothing by that. One that talks it into the word for yes is the
/// risk that remains: see <c>docs/guides/second-looks.md</c>.</para>
/// <para>Safe for concurrent calls. The same texts of one tenant are judged once, those that are being judged included. A call
/// goes on when its caller leaves, up to its own deadline, since its verdict is paid for and remembered.</para>
/// </remarks>
public sealed class Judge
{
    /// <summary>What each opinion is called where it is counted.</summary>
    private static readonly string[] Outcomes = ["failed", "unclear", "same", "different"];

    private readonly Func<JudgeQuestion, CancellationToken, ValueTask<JudgeReply>> _ask;
    private readonly JudgeOptions _options;
    private readonly SeamGuard _guard;
    private readonly ModelBudget _budget;
    private readonly JudgeMemory _memory;
    private readonly Dictionary<Digest, TaskCompletionSource<JudgeFinding>> _pending = [];
    private readonly long[] _opinions = new long[Enum.GetValues<JudgeOpinion>().Length];
    private readonly Lock _lock = new();
    private long _asked, _known, _refused;
    private TokenUsage _usage;

    /// <param name="ask">Asks the model. Safe for concurrent calls; what it throws is a call that failed.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Told of calls that fail, not of each; null: nobody.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Judge(
        Func<JudgeQuestion, CancellationToken, ValueTask<JudgeReply>> ask, JudgeOptions? options = null,
        TimeProvider? time = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(ask);
        (_ask, _options) = (ask, options ?? new JudgeOptions());
        _options.Check();
        _guard = new SeamGuard("judge", _options.Timeout, time ?? TimeProvider.System, logger ?? NullLogger.Instance);
        _memory = new JudgeMemory(_options.VerdictsMax);
        _budget = new ModelBudget(new ModelBudgetOptions { CallsPerMinuteMax = _options.CallsPerMinuteMax }, time);
    }

    /// <summary>What it was asked so far.</summary>
    public JudgeStatistics GetStatistics()
    {
        lock (_lock)
        {
            return new JudgeStatistics
            {
                Asked = _asked,
                Known = _known,
                Refused = _refused,
                Same = _opinions[(int)JudgeOpinion.Same],
                Different = _opinions[(int)JudgeOpinion.Different],
                Unclear = _opinions[(int)JudgeOpinion.Unclear],
                Failed = _opinions[(int)JudgeOpinion.None],
                Usage = _usage,
            };
        }
    }

    /// <summary>Whether a text may be shown to the model.</summary>
    internal bool IsShort(string text) => text.Length <= _options.TextCharsMax;

    /// <summary>Says that a question was not asked.</summary>
    internal JudgeFinding Refuse(string reason)
    {
        lock (_lock)
            _refused++;
        JudgeTelemetry.Judged("refused", 0);
        return new JudgeFinding(JudgeOpinion.None, reason);
    }

    /// <summary>Asks, unless it is known.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="cancellationToken">Stops waiting, not the call.</param>
    internal async ValueTask<JudgeFinding> AskAsync(JudgePrompt prompt, CancellationToken cancellationToken)
    {
        TaskCompletionSource<JudgeFinding>? call;
        var isFirst = false;
        lock (_lock)
        {
            if (_memory.TryGet(prompt.Digest, out var known))
            {
                Know();
                return known;
            }

            if (_pending.TryGetValue(prompt.Digest, out call))
                Know();
            else if (MayAsk())
            {
                (call, isFirst) = (new(TaskCreationOptions.RunContinuationsAsynchronously), true);
                _pending.Add(prompt.Digest, call);
            }
        }

        if (call is null)
            return Refuse("the judge has too much to do");
        if (isFirst)
            _ = RunAsync(prompt, call); // It never fails: whatever goes wrong is what it finds.
        return await call.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Know()
    {
        _known++;
        JudgeTelemetry.Judged("known", 0);
    }

    /// <summary>Takes a place among the calls, and one in the minute.</summary>
    private bool MayAsk()
    {
        if (_pending.Count >= _options.CallsMax || !_budget.TryTake("", out _))
            return false;

        _asked++;
        return true;
    }

    private async Task RunAsync(JudgePrompt prompt, TaskCompletionSource<JudgeFinding> call)
    {
        var question = new JudgeQuestion(prompt.Instructions, prompt.Text, _options.ReplyTokensMax);
        var attempt = await _guard.CallAsync(
            (ask: _ask, question), static (call, token) => call.ask(call.question, token), CancellationToken.None)
            .ConfigureAwait(false);
        var finding = attempt is { Succeeded: true, Value: { } reply }
            ? FindingOf(JudgePrompt.Read(reply.Text))
            : new JudgeFinding(JudgeOpinion.None, attempt.Fault ?? "the judge said nothing");
        var usage = attempt is { Succeeded: true, Value.Usage: var told } ? told : default;
        JudgeTelemetry.Judged(Outcomes[(int)finding.Opinion], usage.TotalTokens);
        lock (_lock)
        {
            _opinions[(int)finding.Opinion]++;
            _usage = new TokenUsage(_usage.InputTokens + usage.InputTokens, _usage.OutputTokens + usage.OutputTokens);
            if (finding.Opinion != JudgeOpinion.None)
                _memory.Add(prompt.Digest, finding);
            _pending.Remove(prompt.Digest);
        }

        call.SetResult(finding);
    }

    private static JudgeFinding FindingOf(JudgeOpinion opinion) => new(opinion, opinion switch
    {
        JudgeOpinion.Same => "the judge says that it is the same",
        JudgeOpinion.Different => "the judge says that it differs",
        _ => "the judge cannot tell",
    });
}
