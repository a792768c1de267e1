namespace Likewise;

public sealed partial class SemanticCache
{
    private readonly Migration _migration;
    private readonly CancellationTokenSource _migrationStopping = new();
    private Task _migrating = Task.CompletedTask;
    private bool _isMigrationStopped;

    /// <summary>
    /// Moves entries of other embedders to the cache's own: their prompts are embedded anew, their answers stay. Lookups go
    /// first; those that ask for an entry meanwhile find it where it is.
    /// </summary>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellationToken">Stops; what has moved has moved, and the rest moves the next time.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="NotSupportedException">The store cannot put an entry in its own place.</exception>
    /// <exception cref="InvalidOperationException">Entries are being moved already.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<MigrationStatistics> MigrateAsync(
        IProgress<StoreProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await WhenFilledAsync(cancellationToken).ConfigureAwait(false);
        return await _migration.RunAsync(progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task KeepMigratingAsync(CancellationToken cancellationToken)
    {
        await WhenFilledAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _migration.KeepRunningAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask StopMigrationAsync()
    {
        if (Interlocked.Exchange(ref _isMigrationStopped, true))
            return;

        await _migrationStopping.CancelAsync().ConfigureAwait(false);
        await _migrating.ConfigureAwait(false);
        _migrationStopping.Dispose();
    }
}
