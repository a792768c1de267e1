using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Likewise.Embedders;

/// <summary>
/// One HTTP exchange with the service: a body there, a whole reply back, or an <see cref="EmbedderException"/>.
/// </summary>
internal sealed class ServiceConnection : IDisposable
{
    private const int ErrorBytesMax = 8 << 10;

    // Long enough that connections are reused, short enough that a moved service is found again.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly string Version = typeof(ServiceConnection).Assembly.GetName().Version?.ToString(3) ?? "0";

    private readonly HttpClient _client;
    private readonly EmbeddingProtocol _protocol;
    private readonly string? _key;
    private readonly int _replyBytesMax;
    private readonly TimeProvider _time;

    public ServiceConnection(RemoteEmbedderOptions options, EmbeddingProtocol protocol, TimeProvider time)
    {
        (_protocol, _key, _replyBytesMax, _time) = (protocol, options.ApiKey, options.ReplyBytesMax, time);
        _client = new HttpClient(options.Handler ?? OwnHandler(), disposeHandler: options.Handler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan, // The batch's deadline takes its place.
        };
    }

    /// <summary>Sends a request and reads its reply.</summary>
    /// <param name="body">JSON. Not kept once the call has ended well.</param>
    /// <param name="texts">What the body says, so that no message repeats it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The body of a reply that is no error; the caller disposes it.</returns>
    public async ValueTask<PooledBuffer> PostAsync(
        ReadOnlyMemory<byte> body, ReadOnlyMemory<string> texts, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(body);
            using var response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await ReadAsync(response, _replyBytesMax, cancellationToken).ConfigureAwait(false)
                : throw await RefusalAsync(response, texts, cancellationToken).ConfigureAwait(false);
        }
        catch (BufferFullException full)
        {
            throw Fault(
                EmbedderFault.BadReply, $"sent a reply of {full.Message} ({nameof(RemoteEmbedderOptions.ReplyBytesMax)}).");
        }
        catch (InvalidDataException damaged)
        {
            throw Fault(EmbedderFault.BadReply, "sent a reply whose compression is damaged.", damaged);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            var reason = IsInterruption(broken)
                ? "closed the connection before its reply was whole." : $"cannot be reached ({Reason(broken)}).";
            throw Fault(EmbedderFault.Unreachable, reason, broken);
        }
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler OwnHandler() => new()
    {
        // A key is never sent to where a redirect points.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
    };

    private HttpRequestMessage Request(ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _protocol.Address)
        {
            Content = new ReadOnlyMemoryContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Likewise", Version));
        _protocol.Authorize(request.Headers);
        return request;
    }

    private static async ValueTask<PooledBuffer> ReadAsync(
        HttpResponseMessage response, int bytesMax, CancellationToken cancellationToken)
    {
        var buffer = new PooledBuffer(bytesMax);
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength is > 0 and var length && length <= bytesMax)
                buffer.GetMemory((int)length);
            while (await stream.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false) is > 0 and var read)
                buffer.Advance(read);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private async ValueTask<EmbedderException> RefusalAsync(
        HttpResponseMessage response, ReadOnlyMemory<string> texts, CancellationToken cancellationToken)
    {
        var (status, words) = ((int)response.StatusCode, "");
        try
        {
            using var reply = await ReadAsync(response, ErrorBytesMax, cancellationToken).ConfigureAwait(false);
            words = ServiceWords.Of(reply.Written, texts.Span, _key);
        }
        catch (Exception lost) when (lost is BufferFullException or InvalidDataException or IOException or HttpRequestException)
        {
            // The status is what matters; the words would only have helped.
        }

        var (fault, hint) = status switch
        {
            // Services repeat parts of the key here, so nothing of what they say is repeated.
            401 or 403 => (EmbedderFault.Refused, ": the key is missing or wrong, or may not do this."),
            404 => (EmbedderFault.Refused, $"{words}. Are the address and the model's name right?"),
            >= 300 and < 400 => (EmbedderFault.Refused, ": it has moved, and redirects are not followed. Set its new address."),
            408 or >= 500 => (EmbedderFault.ServiceFailed, $"{words}."),
            429 => (EmbedderFault.Throttled, $"{words}."),
            _ => (EmbedderFault.Refused, $"{words}."),
        };
        return new EmbedderException(fault, $"{_protocol.Service} answered {status}{hint}")
        {
            Status = response.StatusCode, RetryAfter = RetryAfter.Of(response.Headers, _time),
        };
    }

    private EmbedderException Fault(EmbedderFault fault, string what, Exception? cause = null) =>
        new(fault, $"{_protocol.Service} {what}", cause);

    private static bool IsInterruption(Exception broken) => broken is IOException
        or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
        or HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException };

    private static string Reason(Exception broken) => broken switch
    {
        { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        HttpRequestException request => request.HttpRequestError.ToString(),
        _ => broken.GetType().Name,
    };
}
