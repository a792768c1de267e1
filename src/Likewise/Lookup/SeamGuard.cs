using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// The one guard of a seam: gives each call a deadline, and turns a failure or a late answer into a reason (invariant I4). Only
/// the caller's own cancellation passes through.
/// </summary>
/// <remarks>A call that ends at once, as those of in-process parts do, costs no allocation.</remarks>
internal sealed class SeamGuard(string seam, TimeSpan timeout, TimeProvider time, ILogger logger)
{
    private long _faults;

    /// <summary>How many calls failed or were late.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <param name="state">What the call needs, so that it need not capture it.</param>
    /// <param name="call">The call. Its token is cancelled at the deadline and with the caller's.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled; it carries the caller's token.</exception>
    public async ValueTask<Attempt<T>> CallAsync<TState, T>(
        TState state, Func<TState, CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var deadline = Deadline.Start(timeout, time, cancellationToken);
        var ended = false;
        try
        {
            var pending = call(state, deadline.Token);
            if (!pending.IsCompleted)
            {
                var value = await WaitAsync(pending.AsTask(), deadline.Token).ConfigureAwait(false);
                ended = true;
                return new Attempt<T>(value, null, false);
            }

            ended = true;
            return new Attempt<T>(await pending.ConfigureAwait(false), null, false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            return Fail<T>($"the {seam} gave no answer within {timeout.TotalSeconds:0.###} s", isAbandoned: !ended, null);
        }
#pragma warning disable CA1031 // This is the seam's guard: whatever went wrong behind it becomes a reason.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Fail<T>($"the {seam} failed: {fault.Message}", isAbandoned: false, fault);
        }
        finally
        {
            deadline.End();
        }
    }

    /// <summary>The same for a call that gives nothing back.</summary>
    public ValueTask<Attempt<bool>> CallAsync<TState>(
        TState state, Func<TState, CancellationToken, ValueTask> call, CancellationToken cancellationToken) =>
        CallAsync(
            (state, call),
            static async (inner, token) =>
            {
                await inner.call(inner.state, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>Waits no longer than the deadline, even for a call that does not listen to its token.</summary>
    private static async Task<T> WaitAsync<T>(Task<T> call, CancellationToken deadline)
    {
        try
        {
            return await call.WaitAsync(deadline).ConfigureAwait(false);
        }
        finally
        {
            if (!call.IsCompleted)
                _ = call.ContinueWith(
                    late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private Attempt<T> Fail<T>(string reason, bool isAbandoned, Exception? fault)
    {
        // Powers of two: the first failures are all logged, a storm of them is not.
        if (System.Numerics.BitOperations.IsPow2(Interlocked.Increment(ref _faults)))
            Log.SeamFailed(logger, seam, reason, Faults, fault);
        return new Attempt<T>(default!, reason, isAbandoned); // The value means nothing beside a fault.
    }
}
