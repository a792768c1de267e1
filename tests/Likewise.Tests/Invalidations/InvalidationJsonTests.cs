using System.Text;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Invalidations;

/// <summary>An invalidation as stores keep it.</summary>
public class InvalidationJsonTests
{
    [Fact]
    public void Every_condition_comes_back_as_it_was()
    {
        var filter = new EntryFilter
        {
            Tenant = "", Namespace = "n", Model = "m", Embedder = SampleEntries.Embedder, AnyTag = ["a"], AllTags = ["b", "c"],
            ChangedSources = [new EntrySource("manual", "7"), new EntrySource("faq")], Scope = SampleEntries.Key(1).Scope,
            Keys = [SampleEntries.Key(2), SampleEntries.Key(3)], Prompt = "p", PromptContains = "q",
            CreatedBefore = SampleEntries.Start, CreatedFrom = SampleEntries.Start.AddDays(-1),
        };
        var there = new Invalidation(7, SampleEntries.Start, filter) { IsCarriedOut = true };
        var back = Invalidation.FromJson(there.ToJson());

        Assert.Equal(
            there with { Filter = EntryFilter.All }, back with { Filter = EntryFilter.All });
        Assert.Equal(filter.AnyTag, back.Filter.AnyTag);
        Assert.Equal(filter.AllTags, back.Filter.AllTags);
        Assert.Equal(filter.ChangedSources, back.Filter.ChangedSources);
        Assert.Equal(filter.Keys, back.Filter.Keys);
        Assert.Equal(
            filter with { AnyTag = [], AllTags = [], ChangedSources = [], Keys = [] },
            back.Filter with { AnyTag = [], AllTags = [], ChangedSources = [], Keys = [] });
    }

    [Fact]
    public void A_filter_has_no_condition_that_is_not_written()
    {
        // A condition added to the filter and forgotten here would widen an invalidation when it is read back.
        Assert.Equal(Names(typeof(EntryFilter)), Names(typeof(FilterLine)));

        static IEnumerable<string> Names(Type type) =>
            type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"number":1,"at":"2026-03-01T12:00:00Z","filter":{"nobodyKnows":1}}""")]
    [InlineData("""{"number":1,"at":"2026-03-01T12:00:00Z","filter":{"keys":["00"]}}""")]
    [InlineData("""{"number":1,"at":"2026-03-01T12:00:00Z","filter":{"scope":"12"}}""")]
    public void What_is_no_invalidation_is_refused(string json) =>
        Assert.Throws<FormatException>(() => Invalidation.FromJson(Encoding.UTF8.GetBytes(json)));
}
