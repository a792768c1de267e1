using Likewise.Server;

namespace Likewise.Tests.Configuration;

public sealed class LifeSettingsTests
{
    [Fact]
    public void Rules_of_life_stand_under_names_and_reach_the_cache()
    {
        var settings = Load(("LIKEWISE__LIVES__PRICES__TAG", "price*"), ("LIKEWISE__LIVES__PRICES__TIMETOLIVE", "10m"),
            ("LIKEWISE__LIVES__DOCS__NAMESPACE", "docs"), ("LIKEWISE__LIVES__DOCS__VOLATILITY", "false"));
        var options = new SemanticCacheOptions();
        SettingsTable.CopyCache(settings, options);

        Assert.Equal(
            [
                new LifeRule { Namespace = "docs", ReadsVolatility = false },
                new LifeRule { Tag = "price*", TimeToLive = TimeSpan.FromMinutes(10) },
            ],
            options.Life.Rules.OrderBy(rule => rule.Tag, StringComparer.Ordinal));
    }

    [Fact]
    public void Faults_are_chosen_by_name()
    {
        Assert.Equal(ModelFaults.Busy | ModelFaults.Late, Load(("LIKEWISE__CACHE__STALEIFERRORON", "busy, late")).Cache.Stale.On);
        Assert.Equal(ModelFaults.None, Load(("LIKEWISE__CACHE__STALEIFERRORON", "none")).Cache.Stale.On);
    }

    [Theory]
    [InlineData("LIKEWISE__LIVES__ALL__TIMETOLIVE", "1h", "lives.all is for no entries")]
    [InlineData("LIKEWISE__CACHE__TIMETOLIVEGROWNMAX", "99d", "more than cache.timeToLiveMax")]
    [InlineData("LIKEWISE__CACHE__TIMETOLIVEJITTER", "0.7", "out of range")]
    [InlineData("LIKEWISE__CACHE__STALEIFERRORON", "sometimes", "is not a list of")]
    public void What_cannot_be_meant_is_named(string variable, string value, string expected)
    {
        var refused = Assert.Throws<SettingsException>(() => Load((variable, value)));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private static LikewiseSettings Load(params (string Name, string Value)[] variables) =>
        SettingsLoader.Load(new SettingsSources
        {
            Directory = AppContext.BaseDirectory,
            Environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value),
        }).Settings;
}
