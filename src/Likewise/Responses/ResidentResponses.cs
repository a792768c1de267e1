namespace Likewise;

/// <summary>
/// Holds decoded answers in memory up to a limit, the one held longest leaving first, so that a hit reads no payload.
/// </summary>
/// <remarks>
/// First in, first out, on purpose: reading an answer is then free of locks, and what leaves too early comes back at the price of
/// one read. An answer counts as many bytes as its sealed payload.
/// </remarks>
internal sealed class ResidentResponses(long bytesMax)
{
    private readonly LinkedList<Resident> _held = [];
    private readonly Lock _lock = new();
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Hold(Resident resident, RecordedResponse response)
    {
        resident.Answers(response);
        if (resident.Summary.PayloadBytes > bytesMax)
            return;

        lock (_lock)
        {
            if (resident.HeldAt is not null)
                return;

            resident.Response = response;
            resident.HeldAt = _held.AddLast(resident);
            _bytes += resident.Summary.PayloadBytes;
            while (_bytes > bytesMax && _held.First is { } oldest)
                LetGo(oldest.Value);
        }
    }

    public void Release(Resident resident)
    {
        lock (_lock)
            LetGo(resident);
    }

    private void LetGo(Resident resident)
    {
        if (resident.HeldAt is not { } place)
            return;

        _held.Remove(place);
        resident.HeldAt = null;
        resident.Response = null;
        _bytes -= resident.Summary.PayloadBytes;
    }
}
