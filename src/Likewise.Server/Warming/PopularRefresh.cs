using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>
/// Keeps the prompts that are asked for most answered: at every turn those that nobody has answered, and those whose answers
/// would end before the next, are asked about, within one budget for all turns.
/// </summary>
internal sealed class PopularRefresh(
    SemanticCache cache, AheadModel model, Upstreams upstreams, LikewiseSettings settings, TimeProvider time,
    ILogger<PopularRefresh> logger) : IHostedService, IDisposable
{
    private readonly RefreshSettings _settings = settings.Refresh;
    private readonly CancellationTokenSource _stopping = new();
    private readonly PriceTable _prices = PriceTable.Load(settings.Prices.Path);
    private Task _loop = Task.CompletedTask;
    private WarmTally _tally = new();
    private WarmRun? _run;
    private long _rounds;
    private bool _isDisposed;

    /// <summary>How many turns have ended.</summary>
    public long Rounds => Interlocked.Read(ref _rounds);

    /// <summary>What came of all of them, the one under way included.</summary>
    public WarmTally Tally =>
        Volatile.Read(ref _run) is { } run ? Volatile.Read(ref _tally).And(run.Tally) : Volatile.Read(ref _tally);

    /// <summary>Whether it does anything.</summary>
    public bool IsOn => _settings.Prompts > 0;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsOn)
            _loop = LoopAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A second time does nothing: it is registered twice, as itself and as a hosted service.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isDisposed, true))
            _stopping.Cancel();
    }

    private async Task LoopAsync()
    {
        var budget = new ModelBudget(_settings.BudgetOf(_prices), time);
        using var timer = new PeriodicTimer(_settings.Interval, time);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                    return;
                await RunAsync(budget).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop outlives whatever goes wrong in one turn, and says so.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.RefreshFailed(logger, fault);
            }
        }
    }

    private async ValueTask RunAsync(ModelBudget budget)
    {
        // One after the other: nobody waits, and so no call begins before it is known what the one before it took.
        var options = new WarmOptions { Budget = budget, RefreshWithin = _settings.Interval, ConcurrencyMax = 1 };
        var run = new WarmRun(cache, model.Model, _prices, options) { Ask = model.AskAsync };
        Volatile.Write(ref _run, run);
        try
        {
            var prompts = cache.ListPopular(_settings.Prompts).Where(popular => MayAsk(popular.Request))
                .Select((popular, at) => new WarmPrompt(popular.Request, null, 0, at + 1)).ToArray();
            await run.RunAsync(prompts.ToAsyncEnumerable(), _stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _run, null); // Between the two a reader sees too little, never too much.
            Volatile.Write(ref _tally, _tally.And(run.Tally));
            Interlocked.Increment(ref _rounds);
        }
    }

    /// <summary>What a caller pays with is not kept, and who does not ask is not to pay.</summary>
    private bool MayAsk(PromptRequest request) =>
        upstreams.Find(request.Model) is { } upstream
        && (upstream.OperatorPays || upstream is DemoUpstream || request.Tenant.Length == 0);
}
