namespace Likewise.Server;

/// <summary>How a class of background work stands, as the cache's API shows it.</summary>
/// <param name="OldestSeconds">How long that has waited which has waited longest.</param>
internal sealed record WorkShown(int Waiting, int Running, long Done, long Failed, long Dropped, double OldestSeconds)
{
    public static IReadOnlyDictionary<string, WorkShown> Of(IReadOnlyDictionary<WorkClass, WorkStatistics> background) =>
        background.ToDictionary(pair => CacheNames.Of(pair.Key), pair => new WorkShown(
            pair.Value.Waiting, pair.Value.Running, pair.Value.Done, pair.Value.Failed, pair.Value.Dropped,
            pair.Value.OldestAge.TotalSeconds));
}
