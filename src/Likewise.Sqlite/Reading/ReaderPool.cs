using System.Collections.Concurrent;

namespace Likewise.Sqlite;

/// <summary>Lends readers, each to one caller at a time, and opens them as they are needed.</summary>
internal sealed class ReaderPool(Func<Reader> open, int readersMax) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turns = new(readersMax, readersMax);
    private readonly ConcurrentStack<Reader> _idle = new();
    private volatile bool _closed;

    /// <summary>Waits for a turn. What is lent is given back by disposing of the loan.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public async ValueTask<Loan> BorrowAsync(CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteEntryStore));
            return new Loan(this, _idle.TryPop(out var reader) ? reader : open());
        }
        catch
        {
            _turns.Release();
            throw;
        }
    }

    /// <summary>Waits for every loan to come back, closes the readers, and turns away whoever still waits for a turn.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (var turn = 0; turn < readersMax; turn++)
            await _turns.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        while (_idle.TryPop(out var reader))
            reader.Dispose();
        _turns.Release(readersMax);
    }

    internal readonly struct Loan(ReaderPool pool, Reader reader) : IDisposable
    {
        public Reader Reader => reader;

        public void Dispose()
        {
            pool._idle.Push(reader);
            pool._turns.Release();
        }
    }
}
