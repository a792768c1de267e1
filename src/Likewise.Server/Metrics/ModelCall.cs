using System.Diagnostics;

namespace Likewise.Server;

/// <summary>
/// A call of a model under way: a span and two metrics, by OpenTelemetry's conventions for generative AI. It ends in one of
/// <see cref="End"/> and <see cref="Fail"/>, and is disposed of.
/// </summary>
internal sealed class ModelCall : IDisposable
{
    public const string Chat = "chat";
    public const string Embeddings = "embeddings";

    public const string Operation = "gen_ai.operation.name";
    public const string Provider = "gen_ai.provider.name";
    public const string Model = "gen_ai.request.model";
    public const string Error = "error.type";

    private static readonly ActivitySource Source = new(RequestTrace.SourceName, LikewiseServer.Version);

    private readonly ServerMetrics _metrics;
    private readonly Activity? _span;

    public ModelCall(ServerMetrics metrics, string by, string @for, string of, long startedAt)
    {
        (_metrics, By, For, Of, StartedAt) = (metrics, by, @for, of, startedAt);
        _span = Source.StartActivity($"{@for} {of}", ActivityKind.Client)
            ?.SetTag(Operation, @for).SetTag(Provider, by).SetTag(Model, of);
    }

    /// <summary>Who is asked.</summary>
    public string By { get; }

    /// <summary>What for.</summary>
    public string For { get; }

    /// <summary>Which model, as the caller names it.</summary>
    public string Of { get; }

    /// <summary>When it began, by the clock that is never set.</summary>
    public long StartedAt { get; }

    /// <param name="model">The model that says it answered; empty where it says nothing.</param>
    /// <param name="usage">What it took.</param>
    public void End(string model, TokenUsage usage)
    {
        _metrics.Take(this, usage, null);
        if (_span is null)
            return;

        _span.SetTag(LikewiseTelemetry.ModelTag, model.Length > 0 ? model : null);
        _span.SetTag("gen_ai.usage.input_tokens", usage.InputTokens);
        _span.SetTag("gen_ai.usage.output_tokens", usage.OutputTokens);
    }

    public void Fail(Exception fault)
    {
        var name = (fault as UpstreamException)?.Code ?? fault.GetType().Name;
        _metrics.Take(this, default, name);
        _span?.SetTag(Error, name).SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose() => _span?.Dispose();
}
