namespace Likewise.Server;

/// <summary>The server's models, asked before anybody asks; calls are counted as all others are.</summary>
internal sealed class AheadModel(Upstreams upstreams, LikewiseSettings settings, ServerMetrics metrics) : IDisposable
{
    public UpstreamModel Model { get; } = new(upstreams, settings);

    /// <exception cref="UpstreamException">The model gave no answer, or none that can be read.</exception>
    public async ValueTask<RecordedResponse> AskAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        using var call = metrics.Begin(upstreams.Find(request.Model) ?? upstreams.Default, ModelCall.Chat, request.Model);
        try
        {
            var response = await Model.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
            call.End(response.Model, response.Usage);
            return response;
        }
        catch (Exception fault)
        {
            call.Fail(fault);
            throw;
        }
    }

    public void Dispose() => Model.Dispose();
}
