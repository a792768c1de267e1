using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Likewise.Server;

/// <summary>
/// The server's end. Told to stop, it says so at <c>/health/ready</c>, goes on serving until the requests under way have ended
/// and who sends requests here has had time to notice, and only then stops listening. All of it is bounded.
/// </summary>
internal sealed class Drain(LikewiseSettings settings, SemanticCache cache, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _isEmpty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private volatile bool _isStopping;

    /// <summary>Whether the server has been told to stop.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Counts a request that is to be waited for.</summary>
    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (!TryEnter())
        {
            // It came too late to be waited for, and the connection is not to bring another.
            context.Response.Headers.Connection = "close";
            await next(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _isStopping = true;
            if (_underWay == 0)
                _isEmpty.TrySetResult();
        }

        try
        {
            await Task.Delay(settings.Server.DrainDelay, time, cancellationToken).ConfigureAwait(false);
            await _isEmpty.Task.WaitAsync(settings.Server.DrainTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            // What has not ended by now is cut off by the web server.
        }
    }

    /// <summary>Callers have their answers before the cache has written them down; it is closed after this.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        while (cache.GetStatistics().InFlight > 0 && !cancellationToken.IsCancellationRequested)
            await Task.Delay(LookEvery, time, CancellationToken.None).ConfigureAwait(false);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool TryEnter()
    {
        lock (_lock)
        {
            if (_isStopping)
                return false;
            _underWay++;
            return true;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_underWay == 0 && _isStopping)
                _isEmpty.TrySetResult();
        }
    }
}
