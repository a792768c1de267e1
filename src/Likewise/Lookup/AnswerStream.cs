namespace Likewise;

/// <summary>
/// An answer that is there, or one that is coming. To be disposed of: it holds a place in the call that it waits for.
/// </summary>
public sealed class AnswerStream : IAsyncDisposable
{
    private Flight? _flight;

    internal AnswerStream(CacheAnswer whole) => (Whole, Lookup, IsJoined) = (whole, whole.Lookup, whole.IsJoined);

    internal AnswerStream(Flight flight, LiveResponse live, LookupResult lookup, bool isJoined) =>
        (_flight, Live, Lookup, IsJoined) = (flight, live, lookup, isJoined);

    /// <summary>What the lookup found.</summary>
    public LookupResult Lookup { get; }

    /// <summary>The answer, from the cache, or of a call that did not stream; null where it is live.</summary>
    public CacheAnswer? Whole { get; }

    /// <summary>The answer that is coming; null where it is there.</summary>
    public LiveResponse? Live { get; }

    /// <summary>Whether the call is that of another request for the same words.</summary>
    public bool IsJoined { get; }

    /// <summary>Waits no longer. The call goes on while others wait for it, and is cancelled otherwise.</summary>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _flight, null)?.Leave();
        return ValueTask.CompletedTask;
    }
}
