using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>
/// The configured models, or the demo, for whoever asks without a caller's request: <c>likewise ask</c>, and warming.
/// </summary>
/// <remarks>Safe for concurrent calls.</remarks>
public sealed class UpstreamModel : IDisposable
{
    private readonly Upstreams _upstreams;
    private readonly bool _isOwner;
    private readonly ProtocolLimits _answerLimits;

    /// <summary>Nothing is called before the first question.</summary>
    /// <param name="settings">Where the model is.</param>
    /// <param name="time">Measures deadlines.</param>
    public UpstreamModel(LikewiseSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_upstreams, _isOwner) = (new Upstreams(settings, time), true);
        _answerLimits = settings.AnswerLimits;
    }

    /// <summary>The same over upstreams that belong to somebody else.</summary>
    internal UpstreamModel(Upstreams upstreams, LikewiseSettings settings) =>
        (_upstreams, _answerLimits) = (upstreams, settings.AnswerLimits);

    /// <summary>A short name for people: <c>http</c>, <c>demo</c>.</summary>
    public string Kind => _upstreams.Default.Kind;

    /// <summary>Why a model cannot be asked here; null where it can, as far as is known before.</summary>
    /// <param name="model">The model as a request names it.</param>
    public string? ObjectionTo(string model) => _upstreams.Find(model) switch
    {
        null => "no upstream has its model",
        var upstream when !upstream.Protocols.Contains(UpstreamProtocol.Chat) => "its upstream does not speak OpenAI's chat",
        _ => null,
    };

    /// <summary>Asks the model, with the operator's key where there is one, by OpenAI's chat.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="UpstreamException">The model gave no answer, an error, or none that can be read.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<RecordedResponse> AnswerAsync(PromptRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var upstream = _upstreams.Find(request.Model)
            ?? throw new UpstreamException(404, "model_not_found", "No upstream has that model.", null);
        var asked = new UpstreamRequest(ChatRequest.Write(request), "", []) { To = upstream };
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
    public void Dispose()
    {
        if (_isOwner)
            _upstreams.Dispose();
    }
}
