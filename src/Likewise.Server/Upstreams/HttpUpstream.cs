using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>A service that speaks OpenAI's or Anthropic's protocols.</summary>
internal sealed class HttpUpstream : Upstream
{
    private const string Authorization = "Authorization";
    private const string Bearer = "Bearer ";

    // Long enough that connections are reused, short enough that a moved service is found again.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;
    private readonly string _base;
    private readonly UpstreamSettings _settings;
    private readonly TimeProvider _time;
    private readonly UpstreamGate _gate;

    /// <param name="name">What the operator calls it.</param>
    /// <param name="settings">Where it is, which must be set, and its limits.</param>
    /// <param name="time">Measures deadlines.</param>
    /// <param name="logger">Told when it is left alone and when it is asked again.</param>
    public HttpUpstream(string name, UpstreamSettings settings, TimeProvider time, ILogger logger)
    {
        (Name, _settings, _time) = (name, settings, time);
        _base = BaseOf(new Uri(settings.BaseUrl!)); // Upstreams makes none without.
        _gate = new UpstreamGate(name, settings, time, logger);
        _client = new HttpClient(new SocketsHttpHandler
        {
            // Bytes are passed on as they come, and a key is never sent to where a redirect points.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectTimeout = settings.ConnectTimeout,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // The deadlines below take its place.
        };
    }

    public override string Kind => "http";

    public override string Name { get; }

    public override IReadOnlyList<UpstreamProtocol> Protocols => _settings.Protocols;

    public override bool OperatorPays => _settings.ApiKey is not null;

    public override UpstreamState State => _gate.State;

    public override int Calls => _gate.Calls;

    public override int Waiting => _gate.Waiting;

    public override ValueTask<UpstreamReply> AskAsync(UpstreamRequest request, CancellationToken cancellationToken) =>
        WithinDeadlineAsync(
            async token =>
            {
                using var call = await SendAsync(request, token).ConfigureAwait(false);
                var (bytesMax, setting) = request.Path == UpstreamRequest.EmbeddingsPath
                    ? (_settings.EmbeddingsBytesMax, "upstream.embeddingsBytesMax")
                    : (_settings.AnswerBytesMax, "upstream.answerBytesMax");
                return await call.WatchAsync(
                    UpstreamReply.ReadAsync(call.Response, bytesMax, setting, token), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    public override async ValueTask<UpstreamStream> OpenAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        var call = await WithinDeadlineAsync(token => SendAsync(request, token), cancellationToken).ConfigureAwait(false);
        return new HttpUpstreamStream(call, this, _settings, _time);
    }

    public override async Task RelayAsync(UpstreamRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        // The deadline is for each piece: a long answer is no fault, a silent one is. While the caller reads it stands still.
        using var deadline = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var call = await SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = call.Response;
            response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in UpstreamHeaders.PassedOn(answer))
                response.Headers.Append(name, values);
            await response.StartAsync(cancellationToken).ConfigureAwait(false);
            await call.WatchAsync(
                CopyAsync(answer.Content, response, deadline, either.Token, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfTheUpstream(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw Explain(fault, isStreaming: true);
        }
    }

    public override void Dispose()
    {
        _client.Dispose();
        _gate.Dispose();
        base.Dispose();
    }

    /// <param name="content">The answer.</param>
    /// <param name="response">Receives it.</param>
    /// <param name="deadline">Runs while the upstream is waited for.</param>
    /// <param name="reading">Stops at the deadline, or with the caller.</param>
    /// <param name="cancellationToken">Stops with the caller.</param>
    private async ValueTask<long> CopyAsync(
        HttpContent content, HttpResponse response, CancellationTokenSource deadline, CancellationToken reading,
        CancellationToken cancellationToken)
    {
        using var pieces = await content.ReadAsStreamAsync(reading).ConfigureAwait(false);
        var (buffer, copied) = (new byte[16 << 10], 0L);
        deadline.CancelAfter(_settings.ChunkTimeout);
        while (await pieces.ReadAsync(buffer, reading).ConfigureAwait(false) is > 0 and var read)
        {
            copied += read;
            deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            await response.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            deadline.CancelAfter(_settings.ChunkTimeout);
        }

        return copied;
    }

    private bool IsAnthropic(UpstreamRequest request) =>
        request.IsForAnthropic || _settings.Protocols.All(spoken => spoken == UpstreamProtocol.Messages);

    /// <summary>A base with a path is what OpenAI's clients take; a bare host is what people type.</summary>
    private static string BaseOf(Uri baseUrl)
    {
        var path = baseUrl.AbsolutePath.TrimEnd('/');
        return new Uri(baseUrl, path.Length == 0 ? "/v1" : path).AbsoluteUri;
    }

    private ValueTask<UpstreamCall> SendAsync(UpstreamRequest request, CancellationToken cancellationToken) =>
        _gate.SendAsync(token => AttemptAsync(request, token), cancellationToken);

    private async ValueTask<HttpResponseMessage> AttemptAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(
            new HttpMethod(request.Method), new Uri(_base + request.Path + request.Query));
        if (request.ContentType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        var key = _settings.ApiKey;
        foreach (var (name, value) in request.Headers)
        {
            if (Caller.IsUpstreamAuthorization(name))
                key ??= value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..] : value;
            else
                message.Headers.TryAddWithoutValidation(name, value);
        }

        if (key is not null)
        {
            var header = _settings.KeyHeader ?? (IsAnthropic(request) ? "x-api-key" : Authorization);
            message.Headers.Remove(header);
            message.Headers.TryAddWithoutValidation(header, header == Authorization ? Bearer + key : key);
        }

        var started = _time.GetTimestamp();
        try
        {
            return await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody cancelled: it is the handler's own deadline, for the connection.
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection in time.", late);
        }
        catch (OperationCanceledException late) when (_time.GetElapsedTime(started) >= _settings.Timeout / 2)
        {
            throw new UpstreamSilentException(late);
        }
    }

    /// <summary>Gives a call its deadline, and a failure of the upstream its words.</summary>
    /// <exception cref="UpstreamException">The call failed, or was late.</exception>
    internal async ValueTask<T> WithinDeadlineAsync<T>(
        Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await call(either.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfTheUpstream(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw Explain(fault, isStreaming: false);
        }
    }

    internal static bool IsOfTheUpstream(Exception fault) =>
        fault is HttpRequestException or IOException or OperationCanceledException;

    internal UpstreamException Explain(Exception fault, bool isStreaming) => fault switch
    {
        OperationCanceledException and not UpstreamSilentException when isStreaming =>
            Late(_settings.ChunkTimeout, "chunkTimeout", fault),
        OperationCanceledException => Late(_settings.Timeout, "timeout", fault),
        IOException or HttpRequestException { InnerException: IOException, HttpRequestError: HttpRequestError.Unknown }
            or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => new(
            502, "upstream_interrupted", "The upstream closed the connection before its answer was whole.", fault),

        // The address is the operator's business; a caller learns only that it is not there.
        _ => new(502, "upstream_unreachable", "The upstream cannot be reached.", fault),
    };

    private static UpstreamException Late(TimeSpan deadline, string setting, Exception fault) => new(
        504, "upstream_timeout",
        $"The upstream gave no answer within {DurationText.Format(deadline)} (upstream.{setting}).", fault);
}
