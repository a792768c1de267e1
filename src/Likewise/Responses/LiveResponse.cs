using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Likewise;

/// <summary>
/// An answer while it comes from the model. One writes, and any number read, each from the beginning and at its own speed: who
/// reads slowly holds nobody up.
/// </summary>
/// <remarks>It is held whole until the last has let go of it; who writes bounds how long an answer may become.</remarks>
public sealed class LiveResponse
{
    private readonly Lock _lock = new();
    private readonly List<ResponseUpdate> _updates = [];
    private TaskCompletionSource? _changed;
    private Exception? _fault;

    internal LiveResponse()
    {
    }

    /// <summary>Whether nothing more will come.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Everything from the first update on, as it comes.</summary>
    /// <param name="cancellationToken">Stops reading; the answer goes on for others.</param>
    /// <remarks>What broke an answer off is thrown after all that had come before.</remarks>
    public async IAsyncEnumerable<ResponseUpdate> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var next = 0; ; next++)
        {
            while (Wait(next) is { } change)
                await change.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (Look(next) is not { } update)
                yield break;
            yield return update;
        }
    }

    internal void Add(ResponseUpdate update)
    {
        lock (_lock)
        {
            _updates.Add(update);
            Tell();
        }
    }

    /// <summary>Nothing more will come: the answer is whole, or it broke off. A second time does nothing.</summary>
    internal void End(Exception? fault)
    {
        lock (_lock)
        {
            if (IsEnded)
                return;
            (IsEnded, _fault) = (true, fault);
            Tell();
        }
    }

    /// <returns>What to wait for before there is anything to look at; null when there is, or never will be.</returns>
    private Task? Wait(int next)
    {
        lock (_lock)
        {
            return next < _updates.Count || IsEnded
                ? null
                : (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private ResponseUpdate? Look(int next)
    {
        lock (_lock)
        {
            if (next < _updates.Count)
                return _updates[next];
            if (_fault is not null)
                ExceptionDispatchInfo.Throw(_fault);
            return null;
        }
    }

    private void Tell()
    {
        _changed?.SetResult();
        _changed = null;
    }
}
