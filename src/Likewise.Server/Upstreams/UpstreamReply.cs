using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>What the model's service answered, unread: status, headers and body as they came.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers that may be passed on.</param>
/// <param name="Body">The body. Not changed.</param>
internal sealed record UpstreamReply(int Status, IReadOnlyList<KeyValuePair<string, string[]>> Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>Reads a reply whole.</summary>
    /// <param name="response">The reply, of which the head has come.</param>
    /// <param name="bytesMax">The largest body that is read.</param>
    /// <param name="setting">What the operator calls that.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="UpstreamException">It is larger than is read.</exception>
    /// <exception cref="HttpRequestException">It broke off.</exception>
    public static async ValueTask<UpstreamReply> ReadAsync(
        HttpResponseMessage response, long bytesMax, string setting, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(bytesMax, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw UpstreamException.TooLarge(bytesMax, setting, fault);
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new UpstreamReply((int)response.StatusCode, UpstreamHeaders.PassedOn(response), body);
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="UnusableReplyException">It is an error, unreadable, or more than a recording can hold.</exception>
    public RecordedResponse ReadAnswer(WireProtocol protocol, ProtocolLimits limits)
    {
        var answer = Read(body => protocol.ParseAnswer(body.Span, limits), protocol.Path);
        return answer.Lost is null
            ? answer.Response
            : throw new UnusableReplyException(this, answer.Response, $"{answer.Lost} cannot be recorded");
    }

    /// <summary>Reads what was asked for.</summary>
    /// <param name="parse">Reads the body; throws <see cref="ProtocolException"/> where it cannot.</param>
    /// <param name="path">What was asked.</param>
    /// <exception cref="UnusableReplyException">It is an error, or unreadable.</exception>
    public T Read<T>(Func<ReadOnlyMemory<byte>, T> parse, string path)
    {
        if (!IsSuccess)
            throw new UnusableReplyException(this, null, $"status {Status}");

        try
        {
            return parse(Body);
        }
        catch (ProtocolException fault)
        {
            throw new UnusableReplyException(this, null, $"it is no answer to {path}: {fault.Message}");
        }
    }

    /// <summary>Passes the reply on as it came.</summary>
    public async Task WriteToAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        foreach (var (name, values) in Headers)
            response.Headers.Append(name, values);
        if (!Body.IsEmpty) // Some statuses may not even say that the length is zero.
            response.ContentLength = Body.Length;

        // Started even when empty: the reply is whole, and nobody is to add to it.
        await response.StartAsync(cancellationToken).ConfigureAwait(false);
        if (!Body.IsEmpty)
            await response.Body.WriteAsync(Body, cancellationToken).ConfigureAwait(false);
    }
}
