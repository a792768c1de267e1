using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Likewise.Tests.Server;

/// <summary>Answers at an upstream's address without knowing HTTP: it sends what a test says, and closes.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _serving;

    /// <param name="answer">Answers a request whose headers have been read; the connection is closed when it returns.</param>
    public RawUpstream(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Sends a text, and no more.</summary>
    public static Func<NetworkStream, CancellationToken, Task> Sending(string text) =>
        async (stream, token) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException)
            {
                // The other side left, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var (request, buffer) = (new StringBuilder(), new byte[1 << 16]);
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(buffer, _end.Token) is > 0 and var read)
                request.Append(Encoding.Latin1.GetString(buffer, 0, read));
            else
                return;
        }

        await _answer(stream, _end.Token);
    }
}
