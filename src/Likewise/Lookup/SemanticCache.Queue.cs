namespace Likewise;

public sealed partial class SemanticCache
{
    private readonly bool _storesInBackground;

    /// <summary>
    /// Leaves storing to the background. Until it is done the flight stays where those find it who ask for the same words, and
    /// they get its answer.
    /// </summary>
    /// <returns>Null where it has to be stored at once.</returns>
    private StoreOutcome? TryQueue(
        FlightKey key, Flight flight, StoreTicket ticket, RecordedResponse response, EntryOptions wishes)
    {
        // What is not to be stored is said at once. A flight that all have left could not be found.
        if (!_storesInBackground || Admission.ObjectionTo(response) is not null || !flight.TryBoard())
            return null;
        if (_background.TryAdd(WorkClass.Store, _ => StoreAsync(), Land))
            return new StoreOutcome(StoreStatus.Queued, null, null);

        flight.Leave();
        return null;

        async ValueTask<bool> StoreAsync()
        {
            try
            {
                var outcome = await this.StoreAsync(ticket, response, wishes, CancellationToken.None).ConfigureAwait(false);
                return outcome.Status == StoreStatus.Stored;
            }
            finally
            {
                Land();
            }
        }

        void Land()
        {
            _flights.Remove(key, flight);
            flight.Leave();
        }
    }
}
