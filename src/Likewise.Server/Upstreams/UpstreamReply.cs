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
    /// <exception cref="HttpRequestException">It is larger than is read, or broke off.</exception>
    public static async ValueTask<UpstreamReply> ReadAsync(
        HttpResponseMessage response, long bytesMax, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(bytesMax, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new UpstreamReply((int)response.StatusCode, UpstreamHeaders.PassedOn(response), body);
    }

    /// <summary>Reads the answer.</summary>
    /// <exception cref="UnusableReplyException">It is an error, unreadable, or more than a recording can hold.</exception>
    public RecordedResponse ReadAnswer(WireProtocol protocol, ProtocolLimits limits)
    {
        if (!IsSuccess)
            throw new UnusableReplyException(this, null, $"status {Status}");

        try
        {
            var answer = protocol.ParseAnswer(Body.Span, limits);
            return answer.Lost is null
                ? answer.Response
                : throw new UnusableReplyException(this, answer.Response, $"{answer.Lost} cannot be recorded");
        }
        catch (ProtocolException fault)
        {
            throw new UnusableReplyException(this, null, $"it is no answer to {protocol.Path}: {fault.Message}");
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
