using Microsoft.Extensions.Hosting;

namespace Likewise.Server;

/// <summary>The warmings of a server: a few at once, and the last that have ended. Told to stop, it stops them.</summary>
internal sealed class WarmJobs(SemanticCache cache, AheadModel model, LikewiseSettings settings, TimeProvider time)
    : IHostedService, IDisposable
{
    private const int RunningMax = 4, KeptMax = 64;

    private readonly PriceTable _prices = PriceTable.Load(settings.Prices.Path);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<WarmJob> _jobs = [];
    private readonly Lock _lock = new();
    private bool _isDisposed;

    /// <summary>What models cost.</summary>
    public PriceTable Prices => _prices;

    /// <exception cref="HttpFault">Too many run.</exception>
    public WarmJob Start(string tenant, WarmOptions options, IAsyncEnumerable<WarmPrompt> source)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested || _jobs.Count(job => job.IsRunning) >= RunningMax)
                throw new HttpFault(422, $"{RunningMax} warmings run already: wait for one, or stop one.", "too_many_warmings");
            if (_jobs.Count >= KeptMax && _jobs.FindIndex(job => !job.IsRunning) is >= 0 and var oldest)
            {
                _jobs[oldest].Dispose();
                _jobs.RemoveAt(oldest);
            }

            var job = new WarmJob(
                tenant, options.Budget ?? new ModelBudget(new ModelBudgetOptions(), time), time.GetUtcNow(), _stopping.Token);
            _jobs.Add(job);
            var run = new WarmRun(cache, model.Model, _prices, options) { Ask = model.AskAsync, OnFault = job.Fail };
            job.Start(run, source, time);
            return job;
        }
    }

    /// <returns>Null where there is none of this tenant's.</returns>
    public WarmJob? Find(string id, string tenant)
    {
        lock (_lock)
            return _jobs.Find(job => job.Id == id && job.Tenant == tenant);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] ended;
        lock (_lock)
            ended = [.. _jobs.Select(job => job.Ended)];
        await Task.WhenAll(ended).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A second time does nothing: it is registered twice, as itself and as a hosted service.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;

        _stopping.Cancel();
        foreach (var job in _jobs)
            job.Dispose();
        _stopping.Dispose();
    }
}
