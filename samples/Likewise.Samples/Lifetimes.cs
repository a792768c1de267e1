namespace Likewise.Samples;

internal static class Lifetimes
{
    public static void Set(SemanticCacheOptions options)
    {
        options.TimeToLive = TimeSpan.FromDays(1);
        options.Life.Rules.Add(new LifeRule { Tag = "price", TimeToLive = TimeSpan.FromMinutes(10) });
        options.Life.Growth = 0.25; // a quarter of its life more for each doubling of its use
        options.Life.GrownMax = TimeSpan.FromDays(3);
        options.Stale.WhileRevalidate = TimeSpan.FromMinutes(5);
        options.Stale.IfError = TimeSpan.FromHours(12);
    }
}
