using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions;

public sealed class GuardRosterTests
{
    [Fact]
    public void Every_kind_has_one_guard_of_its_name()
    {
        var kinds = Enum.GetValues<Guards>().Except([Guards.None, Guards.All]);

        Assert.Equal(
            kinds.Order().Select(kind => (kind, kind.ToString().ToLowerInvariant())),
            GuardRoster.All.OrderBy(row => row.Kind).Select(row => (row.Kind, row.Guard.Name)));
    }

    [Fact]
    public void What_is_switched_off_is_not_asked()
    {
        Assert.Empty(GuardRoster.Of(Guards.None));
        Assert.Equal(GuardRoster.All.Count, GuardRoster.Of(Guards.All).Count());
        Assert.DoesNotContain(GuardRoster.Of(Guards.All & ~Guards.Numbers), guard => guard.Name == "numbers");
        Assert.Equal("numbers", Assert.Single(GuardRoster.Of(Guards.Numbers)).Name);
    }

    [Fact]
    public void Asking_guards_allocates_nothing()
    {
        var asked = PromptFeatures.Of("Does Ann fly from Paris to Lyon at 5 pm on Monday for $20, as JSON?");
        var stored = PromptFeatures.Of("Will Ben go from Rome to Milan at 6 pm on Friday for 30 euros, as a table?");
        long Ask()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var index = 0; index < GuardRoster.All.Count; index++)
                _ = GuardRoster.All[index].Guard.ObjectionTo(asked, stored);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Ask();
        Assert.Equal(0, Ask());
    }

    [Fact]
    public async Task Guards_are_on_by_default()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.Guards = new SemanticCacheOptions().Guards);
        await cache.PutAsync("cook eggs", "boil them");

        Assert.Equal(Guards.All, new SemanticCacheOptions().Guards);
        await cache.PutAsync("cook 7 eggs ~0.95", "long");
        var miss = await cache.MissAsync("cook 7 eggs ~0.97");
        Assert.Equal((MissReason.Rejected, "numbers"), (miss.Reason, miss.Nearest!.Verdict.Rule));
        Assert.Equal("asked \"0.97\", stored \"0.95\"", miss.Detail);
    }
}
