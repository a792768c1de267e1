namespace Likewise.Server;

/// <summary>A warming that runs in the server, or has.</summary>
internal sealed class WarmJob : IDisposable
{
    private const int FaultsShown = 100;

    private readonly List<LineFault> _faults = [];
    private readonly CancellationTokenSource _stop;
    private volatile string _state = "running";

    public WarmJob(string tenant, ModelBudget budget, DateTimeOffset now, CancellationToken stopping)
    {
        (Id, Tenant, Budget, StartedAt) = ($"{EntryId.New()}", tenant, budget, now);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public string Id { get; }

    /// <summary>Whose it is; who has another tenant does not see it.</summary>
    public string Tenant { get; }

    public ModelBudget Budget { get; }

    public DateTimeOffset StartedAt { get; }

    public bool IsRunning => _state == "running";

    public Task Ended { get; private set; } = Task.CompletedTask;

    private WarmRun? Run { get; set; }

    private DateTimeOffset? EndedAt { get; set; }

    private string? Reason { get; set; }

    public void Start(WarmRun run, IAsyncEnumerable<WarmPrompt> source, TimeProvider time)
    {
        Run = run;
        Ended = Task.Run(() => RunAsync(run, source, time));
    }

    public void Fail(int line, string reason)
    {
        lock (_faults)
        {
            if (_faults.Count < FaultsShown)
                _faults.Add(new LineFault(line, reason));
        }
    }

    public void Stop() => _stop.Cancel();

    public WarmShown Show()
    {
        lock (_faults)
            return WarmShown.Of(Id, _state, StartedAt, EndedAt, Run?.Tally ?? new WarmTally(), Reason, [.. _faults]);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(WarmRun run, IAsyncEnumerable<WarmPrompt> source, TimeProvider time)
    {
        var state = "done";
        try
        {
            await run.RunAsync(source, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            state = "stopped";
        }
#pragma warning disable CA1031 // Nobody waits: whatever went wrong is shown to who asks for the job.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            (state, Reason) = ("failed", fault.Message);
        }

        EndedAt = time.GetUtcNow();
        _state = state; // Last: who sees it sees the rest.
    }
}
