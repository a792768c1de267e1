using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>
/// Asks models about prompts of a source, some at a time, until the source or the budget is at its end. Prompts that are answered
/// already cost no call.
/// </summary>
/// <param name="cache">Where answers are looked for, and stored.</param>
/// <param name="model">Asks the models.</param>
/// <param name="prices">What they cost.</param>
/// <param name="options">How.</param>
public sealed class WarmRun(SemanticCache cache, UpstreamModel model, PriceTable prices, WarmOptions options)
{
    /// <summary>Prompts that are embedded together, as many as a load writes together.</summary>
    private const int PromptsTogether = 64;

    private const int CharsOfToken = 4;

    private readonly List<WarmPrompt> _waiting = [];
    private readonly Dictionary<string, long> _outputMeans = [];
    private WarmTally _tally = new();

    /// <summary>How far it is. To be read at any time.</summary>
    public WarmTally Tally => Volatile.Read(ref _tally);

    /// <summary>Told of each prompt of which nothing came: its number, and why.</summary>
    /// <value>Default: null, nobody.</value>
    public Action<int, string>? OnFault { get; init; }

    /// <summary>Told after every batch up to where the source is done with.</summary>
    /// <value>Default: null, nobody.</value>
    public Action<WarmPrompt>? OnDone { get; init; }

    /// <summary>Calls the model that a request names, for whoever counts calls.</summary>
    internal Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>>? Ask { get; init; }

    /// <summary>Takes a source to its end, once.</summary>
    /// <param name="prompts">The source.</param>
    /// <param name="cancellationToken">Stops; what is stored is stored.</param>
    /// <exception cref="WarmException">The source cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async ValueTask RunAsync(IAsyncEnumerable<WarmPrompt> prompts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        await foreach (var prompt in prompts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _waiting.Add(prompt);
            if (_waiting.Count < PromptsTogether)
                continue;
            await SettleAsync(cancellationToken).ConfigureAwait(false);
            if (Tally.IsOverBudget)
                return;
        }

        await SettleAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
            return;

        var asked = new List<WarmPrompt>();
        foreach (var prompt in _waiting)
        {
            if (ObjectionTo(prompt) is { } objection)
                Take(prompt, new WarmOutcome(WarmStatus.Refused, null, objection));
            else
                asked.Add(prompt);
        }

        var outcomes = await cache.WarmBatchAsync(
            [.. asked.Select(prompt => prompt.Request!)], Ask ?? model.AnswerAsync, options, cancellationToken)
            .ConfigureAwait(false);
        for (var at = 0; at < outcomes.Count; at++)
            Take(asked[at], outcomes[at].Result ?? new WarmOutcome(WarmStatus.Refused, null, outcomes[at].Fault?.Message));
        if (!Tally.IsOverBudget)
            OnDone?.Invoke(_waiting[^1]);
        _waiting.Clear();
    }

    /// <summary>What is asked must be the very request whose answer is stored, or the answer would be another's.</summary>
    private string? ObjectionTo(WarmPrompt prompt)
    {
        if (prompt.Request is not { } request)
            return prompt.Fault ?? "there is nothing to ask";

        try
        {
            var written = ChatRequest.Parse(ChatRequest.Write(request)).Prompt;
            var read = request with
            {
                Messages = written.Messages, Model = written.Model, Temperature = written.Temperature, Seed = written.Seed,
                Parameters = written.Parameters,
            };
            return cache.KeyOf(read) == cache.KeyOf(request)
                ? model.ObjectionTo(request.Model)
                : "OpenAI's chat cannot say all of it";
        }
        catch (Exception fault) when (fault is ArgumentException or ProtocolException)
        {
            return fault.Message;
        }
    }

    private void Take(WarmPrompt prompt, WarmOutcome outcome)
    {
        var tally = Tally.With(outcome);
        if (prompt.Request is { } request)
            tally = tally.With(
                outcome.Status == WarmStatus.Due ? Reckon(request) : outcome.Usage, prices.Find(request.Model));
        Volatile.Write(ref _tally, tally);
        if (outcome is { Status: WarmStatus.Refused or WarmStatus.Failed or WarmStatus.NotStored, Reason: { } reason })
            OnFault?.Invoke(prompt.Line, reason);
    }

    /// <summary>
    /// What a call would take: a token for every four characters (OpenAI's rule of thumb for English), and as many written as
    /// answers of that model had so far, or else of any.
    /// </summary>
    private TokenUsage Reckon(PromptRequest request)
    {
        if (!_outputMeans.TryGetValue(request.Model, out var output))
        {
            // An entry names the model that answered, which may be a version of the one that is asked.
            var entries = cache.List(EntryFilter.All);
            var own = entries.Where(entry => entry.Summary.Model.StartsWith(request.Model, StringComparison.Ordinal)).ToArray();
            var alike = own.Length > 0 ? own : entries;
            output = alike.Count == 0 ? 0 : (long)alike.Average(entry => entry.Summary.Cost.OutputTokens);
            _outputMeans.Add(request.Model, output);
        }

        var chars = request.Messages.Sum(message => (long)message.Text.Length);
        return new TokenUsage((chars + CharsOfToken - 1) / CharsOfToken, output);
    }
}
