using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Likewise.Encoder;

/// <summary>
/// Threads that help one call at a time through its stages. A stage is cut into shares that anyone takes who is free, the caller
/// included: a helper that is late, or that the system has put aside, is not waited for, unless it holds a share.
/// </summary>
/// <remarks>
/// <para>Who helps spins between stages, which are microseconds apart, and sleeps some time after the call. What it takes from a
/// stage it takes by counting <see cref="_left"/> down, which is above zero only while a stage is on: whoever gets a number from
/// zero up owns that share, and the stage ends when as many shares are done as there were. The next stage is not set up before,
/// so a share belongs to the stage that its taker finds.</para>
/// <para>Shares write apart from each other and depend on no other share: who computes one changes no bit of it.</para>
/// </remarks>
internal sealed class Crew : IDisposable
{
    // Some 75 µs: .NET makes one spin take as long everywhere, some 37 ns. Callers that ask for one text after the other find
    // helpers awake.
    private const int SpinsBeforeSleep = 2_000;

    // Some 20 µs, longer than a share: who holds one for longer was put aside by the system, which may need this processor.
    private const int SpinsBeforeYield = 500;

    private readonly Helper[] _helpers;
    private Action<Stage, int, int>? _run;
    private Stage? _stage;
    private Exception? _fault;
    private int _left;
    private int _done;
    private int _isTaken;
    private volatile bool _isDisposed;

    /// <param name="helpers">Threads beside the caller's; at least 1.</param>
    public Crew(int helpers)
    {
        _helpers = new Helper[helpers];
        for (var i = 0; i < helpers; i++)
            _helpers[i] = new Helper(this, worker: i + 1);
    }

    /// <summary>Workers of a stage: the caller, who is number 0, and the helpers.</summary>
    public int Workers => _helpers.Length + 1;

    /// <summary>Takes the crew for a call; false where another call has it.</summary>
    public bool TryTake()
    {
        if (_isDisposed || Interlocked.CompareExchange(ref _isTaken, 1, 0) != 0) return false;
        foreach (var helper in _helpers)
            helper.Wake();
        return true;
    }

    /// <summary>Ends what <see cref="TryTake"/> began.</summary>
    public void Release()
    {
        (_run, _stage) = (null, null);
        Volatile.Write(ref _isTaken, 0);
    }

    /// <summary>Runs a stage, and returns when all of it is done. Only for whoever has taken the crew.</summary>
    /// <param name="stage">What the shares have in common.</param>
    /// <param name="shares">How many there are.</param>
    /// <param name="run">Computes a share, given its number and the worker's.</param>
    public void Run(Stage stage, int shares, Action<Stage, int, int> run)
    {
        Debug.Assert(_isTaken == 1 && _left <= 0, "one call has the crew, and one stage is on");
        (_run, _stage, _done) = (run, stage, 0);
        Volatile.Write(ref _left, shares);
        while (TryShare(worker: 0))
        {
        }
        for (var spins = 0; Volatile.Read(ref _done) < shares; spins++)
        {
            if (spins < SpinsBeforeYield) Thread.SpinWait(1);
            else Thread.Yield();
        }
        if (Interlocked.Exchange(ref _fault, null) is { } fault) throw new InvalidOperationException("A stage failed.", fault);
    }

    public void Dispose()
    {
        _isDisposed = true;
        foreach (var helper in _helpers)
            helper.Wake();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The fault is thrown again where the caller waits.")]
    private bool TryShare(int worker)
    {
        if (Volatile.Read(ref _left) <= 0) return false;
        var share = Interlocked.Decrement(ref _left);
        if (share < 0) return false;
        try
        {
            _run!(_stage!, share, worker); // Set before there were shares to take.
        }
        catch (Exception fault)
        {
            // Without this count the caller would wait for ever.
            _fault = fault;
        }
        Interlocked.Increment(ref _done);
        return true;
    }

    /// <summary>One thread, which sleeps while there is no call.</summary>
    private sealed class Helper
    {
        private readonly Crew _crew;
        private readonly int _worker;
        private readonly object _bed = new();
        private bool _isWoken;
        private int _isAsleep;

        public Helper(Crew crew, int worker)
        {
            (_crew, _worker) = (crew, worker);
            new Thread(Live, maxStackSize: 1 << 18) { IsBackground = true, Name = "Likewise encoder" }.Start();
        }

        public void Wake()
        {
            if (Interlocked.Exchange(ref _isAsleep, 0) == 0) return;
            lock (_bed)
            {
                _isWoken = true;
                Monitor.Pulse(_bed);
            }
        }

        private void Live()
        {
            while (!_crew._isDisposed)
            {
                for (var spins = 0; spins < SpinsBeforeSleep; spins++)
                {
                    if (_crew.TryShare(_worker) || Volatile.Read(ref _crew._isTaken) == 1) spins = 0;
                    Thread.SpinWait(1);
                }

                // Said first and looked at once more after, so that a call between the two wakes it.
                Interlocked.Exchange(ref _isAsleep, 1);
                if (_crew._isDisposed || Volatile.Read(ref _crew._isTaken) == 1) Wake();
                lock (_bed)
                {
                    while (!_isWoken)
                        Monitor.Wait(_bed);
                    _isWoken = false;
                }
            }
        }
    }
}
