namespace Likewise;

public sealed partial class SemanticCache
{
    private readonly PopularPrompts _popular;

    /// <summary>The prompts that are asked for most, answered or not, most first.</summary>
    /// <param name="max">How many at most.</param>
    /// <param name="tenant">Whose; null for everybody's.</param>
    /// <returns>None where <see cref="PopularityOptions.PromptsMax"/> is 0.</returns>
    public IReadOnlyList<PopularPrompt> ListPopular(int max, string? tenant = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        var now = _time.GetUtcNow();
        return Array.ConvertAll(_popular.Top(max, tenant), top => new PopularPrompt(
            top.Request, top.Asks, top.LastAskedAt,
            _table.TryGet(top.Key, out var resident) && resident.IsLive(now)
                ? new CacheEntryInfo(resident.Summary, resident.Activity)
                : null));
    }
}
