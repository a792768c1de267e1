namespace Likewise.Cli;

/// <summary>Asks the questions one after the other, as one person would, through the whole way of a request.</summary>
internal sealed class DemoReplay(
    SemanticCache cache, Func<PromptRequest, CancellationToken, ValueTask<RecordedResponse>> upstream, TimeProvider time)
{
    /// <param name="questions">In the order they are asked.</param>
    /// <param name="tally">Counts the answers.</param>
    /// <param name="answered">Called after each answer.</param>
    /// <param name="cancellationToken">Stops between two questions, or in the middle of one.</param>
    public async Task RunAsync(
        IReadOnlyList<DemoQuestion> questions, DemoTally tally, Action<DemoStep> answered, CancellationToken cancellationToken)
    {
        foreach (var question in questions)
        {
            var upstreamTook = TimeSpan.Zero;
            var started = time.GetTimestamp();
            var answer = await cache.GetOrCreateAsync(question.Text, AskUpstreamAsync, cancellationToken: cancellationToken);
            var outcome = tally.Add(question, answer, time.GetElapsedTime(started), upstreamTook);
            answered(new DemoStep(question, outcome, answer.Lookup));

            async ValueTask<RecordedResponse> AskUpstreamAsync(PromptRequest request, CancellationToken token)
            {
                var asked = time.GetTimestamp();
                var response = await upstream(request, token);
                upstreamTook = time.GetElapsedTime(asked);
                return response;
            }
        }
    }
}
