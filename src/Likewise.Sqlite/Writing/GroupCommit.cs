using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Likewise.Sqlite;

/// <summary>
/// The store's one writer: a thread of its own that takes what waits in the queue, runs it in one transaction, and answers each
/// caller after the commit. The wait for the disk, which is nearly all of a write's time, is shared by the whole batch.
/// </summary>
/// <remarks>
/// A thread and not a loop of tasks: SQLite blocks, and the pool's threads are the callers'. Only that thread touches the
/// connection, until it has ended and <see cref="DisposeAsync"/> closes it.
/// </remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Connection _connection;
    private readonly EntryRowWriter _rows;
    private readonly ILogger _logger;
    private readonly Channel<WriteCommand> _queue;
    private readonly List<WriteCommand> _batch;
    private readonly int _batchMax;
    private readonly TimeSpan _wait;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<bool>? _arrival;

    /// <param name="connection">From now on this object's own.</param>
    /// <param name="options">Sizes and waits.</param>
    /// <param name="logger">Told of failed batches.</param>
    public GroupCommit(Connection connection, SqliteStoreOptions options, ILogger logger)
    {
        (_connection, _logger) = (connection, logger);
        (_batchMax, _wait) = (options.CommitBatchMax, options.CommitWait);
        _rows = new EntryRowWriter(connection);
        _batch = new List<WriteCommand>(_batchMax);
        _queue = Channel.CreateBounded<WriteCommand>(new BoundedChannelOptions(options.WriteQueueMax) { SingleReader = true });
        new Thread(Loop) { IsBackground = true, Name = "likewise-sqlite-writer" }.Start();
    }

    /// <summary>Lines the command up and waits until it is committed.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="SqliteStoreException">The command failed, or the writer has stopped.</exception>
    public async Task<int> RunAsync(WriteCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw e.InnerException is { } cause ? Stopped(cause) : new ObjectDisposedException(nameof(SqliteEntryStore));
        }

        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((WriteCommand)state!).Abandon(token), command); // The state is the command given here.
        return await command.Answer.ConfigureAwait(false);
    }

    /// <summary>Takes no more, finishes what waits, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
        _connection.Dispose();
    }

    private void Loop()
    {
        try
        {
            while (HasArrived(Timeout.InfiniteTimeSpan))
            {
                Gather();
                Commit();
            }
        }
#pragma warning disable CA1031 // The guard of the writer's thread: whatever ends it must reach the callers, who wait.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.WriterStopped(_logger, e);
            _queue.Writer.TryComplete(e);
            while (_queue.Reader.TryRead(out var command))
                _batch.Add(command);
            foreach (var command in _batch)
                command.Fail(Stopped(e));
        }

        _ended.SetResult();
    }

    /// <summary>Waits for something to take; false when the time is over or the queue has ended.</summary>
    private bool HasArrived(TimeSpan timeout)
    {
        _arrival ??= _queue.Reader.WaitToReadAsync().AsTask();
        if (!_arrival.Wait(timeout))
            return false;
        var arrival = _arrival;
        _arrival = null;
        return arrival.Result;
    }

    private void Gather()
    {
        _batch.Clear();
        var started = Stopwatch.GetTimestamp();
        do
        {
            while (_batch.Count < _batchMax && _queue.Reader.TryRead(out var command))
            {
                if (command.TryTake())
                    _batch.Add(command);
            }
        }
        while (_batch.Count < _batchMax && _wait - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left && HasArrived(left));
    }

    private void Commit()
    {
        if (_batch.Count == 0 || TryCommit(_batch, out var fault))
            return;
        if (_batch.Count == 1)
        {
            _batch[0].Fail(fault);
            return;
        }

        // One bad write must not fail its neighbours. Failures are rare, savepoints in every batch would not be.
        Log.BatchFailed(_logger, _batch.Count, fault);
        foreach (var command in _batch)
        {
            if (!TryCommit([command], out fault))
                command.Fail(fault);
        }
    }

    private bool TryCommit(List<WriteCommand> commands, [NotNullWhen(false)] out Exception? fault)
    {
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var command in commands)
                command.Run(_rows);
            _connection.Execute("COMMIT");
        }
#pragma warning disable CA1031 // The guard of a transaction: what fails in it belongs to the callers, not to the writer's thread.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _rows.Forget();
            if (_connection.IsInTransaction)
                _connection.Execute("ROLLBACK");
            fault = e;
            return false;
        }

        foreach (var command in commands)
            command.Commit();
        fault = null;
        return true;
    }

    private static SqliteStoreException Stopped(Exception cause) =>
        new("The store's writer has stopped; open the store anew.", code: 0, cause);
}
