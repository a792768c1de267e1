using System.Collections.Concurrent;

namespace Likewise;

/// <summary>The calls that are under way. Who asks for the same thing meanwhile joins instead of calling again.</summary>
internal sealed class FlightTable(int flightsMax)
{
    private readonly ConcurrentDictionary<FlightKey, Flight> _flights = new();

    /// <summary>How many calls are under way.</summary>
    public int Count => _flights.Count;

    /// <summary>How many requests wait, all calls together.</summary>
    public int Waiting => _flights.Sum(flight => flight.Value.Aboard);

    /// <returns>
    /// The flight, and whether the caller leads it; null when so many are under way that the caller must go alone.
    /// </returns>
    public (Flight Flight, bool Leads)? Enter(in FlightKey key)
    {
        while (true)
        {
            if (_flights.TryGetValue(key, out var present))
            {
                if (present.TryBoard())
                    return (present, false);

                Remove(key, present);
                continue;
            }

            if (_flights.Count >= flightsMax)
                return null;

            var flight = new Flight();
            if (_flights.TryAdd(key, flight))
                return (flight, true);
        }
    }

    public void Remove(in FlightKey key, Flight flight) => _flights.TryRemove(KeyValuePair.Create(key, flight));
}
