using System.Numerics;

namespace Likewise;

/// <summary>
/// Residents by when they may end: a radix heap (Ahuja, Mehlhorn, Orlin and Tarjan, "Faster algorithms for the shortest path
/// problem", 1990). A list holds all whose end differs from now in the same leading bit; as time passes, whole lists have passed,
/// and one is sorted into those below. So an entry is touched about once for each time its remaining life halves, and a sweep
/// that finds nothing looks at nothing. Not thread-safe.
/// </summary>
/// <remarks>An end that use has put off is found out when the old one comes: whoever is given the entry adds it again.</remarks>
internal sealed class EndOrder
{
    private const int Passed = 0, Unsorted = 64;

    private readonly Resident?[] _first = new Resident?[Unsorted + 1];
    private readonly Resident?[] _last = new Resident?[Unsorted + 1];
    private DateTimeOffset _time;
    private long _now;

    public void Add(Resident resident)
    {
        var end = resident.EndTicks;
        Append(resident, end <= _now ? Passed : BitsApart(end, _now));
    }

    public void Remove(Resident resident)
    {
        if (resident.Sooner is { } sooner)
            sooner.Later = resident.Later;
        else
            _first[ListOf(resident, _first)] = resident.Later;

        if (resident.Later is { } later)
            later.Sooner = resident.Sooner;
        else
            _last[ListOf(resident, _last)] = resident.Sooner;
        (resident.Sooner, resident.Later) = (null, null);
    }

    /// <summary>Lets time pass, or be set back; then everything is sorted anew.</summary>
    public void Advance(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        var bits = ticks > _now ? BitsApart(ticks, _now) : ticks < _now ? Unsorted : 0;
        for (var at = ticks < _now ? 0 : 1; at < bits; at++)
            Move(at, ticks > _now ? Passed : Unsorted);
        if (bits is > 0 and < Unsorted)
            Move(bits, Unsorted);
        (_time, _now) = (now, ticks);
    }

    /// <summary>Takes one out whose end may have come, or sorts one.</summary>
    /// <param name="resident">The one taken out; null where one was only sorted.</param>
    /// <returns>False when nothing is left to be done for now.</returns>
    public bool TryStep(out Resident? resident)
    {
        resident = _first[Passed];
        if (resident is not null)
        {
            Remove(resident);
            return true;
        }

        if (_first[Unsorted] is not { } unsorted)
            return false;

        Remove(unsorted);
        if (unsorted.IsLive(_time))
            Add(unsorted);
        else
            resident = unsorted; // Also one of a clock that was far ahead, and has been set since.
        return true;
    }

    private static int BitsApart(long one, long other) => 64 - BitOperations.LeadingZeroCount((ulong)(one ^ other));

    /// <summary>The list that it was put in, unless that has been moved since.</summary>
    private static int ListOf(Resident resident, Resident?[] ends) => ends[resident.EndPlace] == resident
        ? resident.EndPlace
        : ends[Passed] == resident ? Passed : Unsorted;

    private void Append(Resident resident, int at)
    {
        resident.EndPlace = (sbyte)at;
        Join(_last[at], resident, at);
        _last[at] = resident;
    }

    private void Move(int from, int to)
    {
        if (_first[from] is not { } first)
            return;

        Join(_last[to], first, to);
        _last[to] = _last[from];
        (_first[from], _last[from]) = (null, null);
    }

    private void Join(Resident? last, Resident first, int at)
    {
        first.Sooner = last;
        if (last is null)
            _first[at] = first;
        else
            last.Later = first;
    }
}
