using SQLitePCL;

namespace Likewise.Sqlite;

/// <summary>SQLite's online backup, in steps. Used by one thread at a time, and closed before the connections are.</summary>
internal sealed class PageCopy(sqlite3_backup handle, Connection target) : IDisposable
{
    private bool _isClosed;

    /// <summary>Pages of the source, as of the last step.</summary>
    public int Pages { get; private set; }

    public int PagesLeft { get; private set; }

    /// <summary>Copies so many pages.</summary>
    /// <returns>Whether there are more.</returns>
    public bool Step(int pages)
    {
        var code = raw.sqlite3_backup_step(handle, pages);
        target.Check(code);
        (Pages, PagesLeft) = (raw.sqlite3_backup_pagecount(handle), raw.sqlite3_backup_remaining(handle));
        return code != raw.SQLITE_DONE;
    }

    /// <summary>Commits what was copied.</summary>
    public void Finish()
    {
        _isClosed = true;
        target.Check(raw.sqlite3_backup_finish(handle));
    }

    public void Dispose()
    {
        if (!_isClosed)
            raw.sqlite3_backup_finish(handle);
        _isClosed = true;
    }
}
