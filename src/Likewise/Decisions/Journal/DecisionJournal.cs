using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Keeps the decision log: requests leave notes in a bounded queue, and one loop puts them into words and writes them. A full
/// queue leaves notes out and counts them; a failing disk is said, and costs no request anything.
/// </summary>
internal sealed class DecisionJournal : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Channel<DecisionNote> _notes;
    private readonly ConcurrentQueue<DecisionNote> _free = new();
    private readonly DecisionEncoder _encoder;
    private readonly LogFile _file;
    private readonly DecisionLogOptions _options;
    private readonly CacheCounters _counters;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly int _candidatesMax;
    private readonly Task _loop;
    private long _lookups, _dropped, _unsaid, _encoded;
    private long? _failedAt;

    /// <summary>Notes that wait to be written.</summary>
    public int Waiting => _notes.Reader.Count;

    /// <param name="run">What is in force.</param>
    /// <param name="options">Where to write, and how much.</param>
    /// <param name="counters">Told of notes that are left out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where a failing disk is said.</param>
    public DecisionJournal(
        LoggedRun run, DecisionLogOptions options, CacheCounters counters, TimeProvider time, ILogger logger)
    {
        (_options, _counters, _time, _logger, _candidatesMax) = (options, counters, time, logger, run.CandidatesMax);
        _encoder = new DecisionEncoder(run, options.IncludesText);
        _file = new LogFile(options.Path!, options.BytesMax); // There is a journal where there is a path.
        _notes = Channel.CreateBounded<DecisionNote>(new BoundedChannelOptions(options.QueueMax) { SingleReader = true });
        _loop = Task.Run(WriteAsync);
    }

    /// <summary>A note for a lookup that begins to search.</summary>
    public DecisionNote Begin(in NormalizedRequest request)
    {
        var note = Rent(NoteKind.Lookup);
        (note.Request, note.At) = (request, _time.GetUtcNow());
        return note;
    }

    /// <summary>A lookup was answered by the same words.</summary>
    public void Add(in NormalizedRequest request, LookupHit hit) => Add(Begin(request), null, hit);

    /// <summary>A lookup was decided.</summary>
    public void Add(DecisionNote note, PromptFeatures? features, LookupResult result)
    {
        var number = Interlocked.Increment(ref _lookups);
        (note.Lookup, note.Features, note.Result) = (number, features, result);
        result.LogNumber = number;
        if (result is LookupMiss { Ticket: { } ticket })
            ticket.LogNumber = number;
        Enqueue(note);
    }

    /// <summary>An entry was stored after a lookup, or after none.</summary>
    public void AddStored(EntrySummary entry, long lookup)
    {
        var note = Rent(NoteKind.Stored);
        (note.Entry, note.Lookup) = (entry, lookup);
        Enqueue(note);
    }

    public void AddRemoved(EntrySummary entry, RemovalReason reason)
    {
        var note = Rent(NoteKind.Removed);
        (note.Entry, note.Removal, note.At) = (entry, reason, _time.GetUtcNow());
        Enqueue(note);
    }

    /// <summary>It became known whether an entry's answer was right; of a lookup, or of the entry alone.</summary>
    public void AddOutcome(LookupResult? result, EntrySummary entry, bool isRight, OutcomeSource source)
    {
        var note = Rent(NoteKind.Outcome);
        (note.Lookup, note.Entry, note.At) = (result?.LogNumber ?? 0, entry, _time.GetUtcNow());
        (note.IsRight, note.Source) = (isRight, source);
        Enqueue(note);
    }

    /// <summary>What a lookup was about, of labelled data.</summary>
    public void AddLabel(long lookup, string label)
    {
        var note = Rent(NoteKind.Label);
        (note.Lookup, note.Label) = (lookup, label);
        Enqueue(note);
    }

    /// <summary>Waits until everything up to now is written, or is given up.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var note = Rent(NoteKind.Flush);
        note.Written = written;
        try
        {
            await _notes.Writer.WriteAsync(note, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return;
        }

        await written.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what waits, and closes the file. A second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        _notes.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _file.Dispose();
    }

    private DecisionNote Rent(NoteKind kind)
    {
        var note = _free.TryDequeue(out var free) ? free : new DecisionNote(_candidatesMax);
        note.Kind = kind;
        return note;
    }

    private void Return(DecisionNote note)
    {
        note.Clear();
        if (_free.Count < _options.QueueMax)
            _free.Enqueue(note);
    }

    private void Enqueue(DecisionNote note)
    {
        if (_notes.Writer.TryWrite(note))
            return;

        Drop(1);
        Return(note);
    }

    private void Drop(long notes)
    {
        Interlocked.Add(ref _dropped, notes);
        _counters.DecisionsDropped(notes);
    }

    private async Task WriteAsync()
    {
        while (await _notes.Reader.WaitToReadAsync().ConfigureAwait(false))
            WriteBlock();
    }

    /// <summary>One block of what waits. When less waits than fills one it is written all the same: no more is lost by a
    /// crash than was on its way.</summary>
    private void WriteBlock()
    {
        TaskCompletionSource? asked = null;
        try
        {
            if (IsPaused())
                GiveUpWaiting(ref asked);
            else
                EncodeAndAppend(ref asked);
        }
#pragma warning disable CA1031 // Whatever becomes of the log, the cache goes on, and the loop with it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.DecisionLogFailed(_logger, _options.Path!, fault.Message);
            Drop(_encoded);
            Interlocked.Add(ref _dropped, _unsaid);
            _failedAt = _time.GetTimestamp();
            _file.Close();
        }

        (_encoded, _unsaid) = (0, 0);
        asked?.TrySetResult();
    }

    private void EncodeAndAppend(ref TaskCompletionSource? asked)
    {
        _file.Open(LogBlock.BodyBytesFull, out var isFresh);
        _encoder.Begin(isFresh, _time.GetUtcNow());
        _unsaid = Interlocked.Exchange(ref _dropped, 0);
        if (_unsaid > 0)
            _encoder.AddGap(_unsaid);

        while (asked is null && _encoder.Length < LogBlock.BodyBytesFull && _notes.Reader.TryRead(out var note))
        {
            asked = note.Written;
            _encoded += note.Kind == NoteKind.Flush ? 0 : 1;
            _encoder.Add(note);
            Return(note);
        }

        if (_encoder.Length > 0)
            _file.Append(_encoder.Body);
        _failedAt = null;
    }

    private bool IsPaused() => _failedAt is { } failed && _time.GetElapsedTime(failed) < PauseAfterFailure;

    private void GiveUpWaiting(ref TaskCompletionSource? asked)
    {
        while (asked is null && _notes.Reader.TryRead(out var note))
        {
            asked = note.Written;
            Drop(note.Kind == NoteKind.Flush ? 0 : 1);
            Return(note);
        }
    }
}
