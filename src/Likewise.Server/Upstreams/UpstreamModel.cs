using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>The configured model, or the demo, for programs that ask without a server, as <c>likewise ask</c> does.</summary>
/// <remarks>Safe for concurrent calls.</remarks>
public sealed class UpstreamModel : IDisposable
{
    private readonly Upstreams _upstreams;
    private readonly ProtocolLimits _answerLimits;

    /// <summary>Nothing is called before the first question.</summary>
    /// <param name="settings">Where the model is.</param>
    /// <param name="time">Measures deadlines.</param>
    public UpstreamModel(LikewiseSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _upstreams = new Upstreams(settings, time);
        _answerLimits = settings.AnswerLimits;
    }

    /// <summary>A short name for people: <c>http</c>, <c>demo</c>.</summary>
    public string Kind => _upstreams.Default.Kind;

    /// <summary>Asks the model.</summary>
    /// <param name="request">One user message.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">The request is something else.</exception>
    /// <exception cref="UpstreamException">The model gave no answer, an error, or none that can be read.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<RecordedResponse> AnswerAsync(PromptRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Messages is not [{ Role: "user" } message])
            throw new ArgumentException("A request of one user message was expected.", nameof(request));

        var body = ChatRequest.Write(request.Model, message.Text);
        var upstream = _upstreams.For(request.Model);
        var asked = new UpstreamRequest(body, "", []) { To = upstream };
        var reply = await upstream.AskAsync(asked, cancellationToken).ConfigureAwait(false);
        try
        {
            return reply.ReadAnswer(WireProtocol.Chat, _answerLimits);
        }
        catch (UnusableReplyException unusable)
        {
            var status = reply.IsSuccess ? 502 : reply.Status;
            return unusable.Response ?? throw new UpstreamException(
                status, "upstream_unusable", $"The upstream gave no answer: {unusable.Message}.", unusable);
        }
    }

    /// <summary>Closes connections.</summary>
    public void Dispose() => _upstreams.Dispose();
}
